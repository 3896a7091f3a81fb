package org.visionheatmaps.spark.importer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.numpy.KeyedFile;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Layout;

/**
 * A look at the headers of files whose arrays have names, so that the table's columns are known before it is written. What cannot be
 * read is left out here, and quarantined when it is imported.
 *
 * @param keys which array is what
 * @param layout tells whether attributions are batches
 * @param settings of the file systems
 */
record KeyScan(ImportKeys keys, Layout layout, HadoopSettings settings)
        implements FlatMapFunction<Iterator<String>, String> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LogManager.getLogger(KeyScan.class);

    /** Whether a file may have columns beside its attributions. */
    static boolean isKeyed(ImportUnit unit, ImportKeys keys) {
        return KeyedFile.isHdf5(unit.path()) || keys.isNamed() && KeyedFile.isKeyed(unit.path());
    }

    /** The columns of all files; none if there is no file to look at. */
    CarriedColumns columns(JavaSparkContext context, List<String> groups) {
        CarriedColumns columns = new CarriedColumns();
        context.parallelize(groups, Math.max(1, groups.size()))
                .mapPartitions(this)
                .collect()
                .forEach(columns::addAll);
        return columns;
    }

    @Override
    public Iterator<String> call(Iterator<String> groups) throws IOException {
        Configuration configuration = settings.configuration();
        CarriedColumns columns = new CarriedColumns();
        while (groups.hasNext()) {
            for (ImportUnit unit : ImportUnit.ofText(groups.next())) {
                if (isKeyed(unit, keys)) {
                    look(unit, configuration, columns);
                }
            }
        }
        return List.of(columns.toText()).iterator();
    }

    private void look(ImportUnit unit, Configuration configuration, CarriedColumns columns) throws IOException {
        try (KeyedFile file = KeyedFile.open(new Path(unit.path()), configuration)) {
            Optional<KeyedPlan> plan = KeyedPlan.of(file, keys, KeyedFile.isHdf5(unit.path()), layout);
            plan.ifPresent(found -> columns.add(found, unit.path()));
        } catch (BadDataException | FileNotFoundException e) {
            LOG.debug("{} is quarantined when it is imported", unit.path(), e);
        }
    }
}
