package org.visionheatmaps.spark.measure;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.visionheatmaps.audit.AuditPart;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.StagedFiles;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.TallyAccumulator;

/**
 * What a task of an audit does: normalised rows in, rows of the table of elements out, and profiles into a file of its own.
 *
 * @param plan the same for all tasks
 * @param reading how rows become elements
 * @param masks where a row says that its object is, or null
 * @param byColumns where a row has what makes its group in the audit; {@code reading} has that of the pipeline's groups
 * @param table of the rows to make
 * @param parts where profiles are written
 * @param tallies where the task's counts go
 */
public record MeasureTask(
        JavaSerialized<Plan> plan,
        ReaderConfig reading,
        MaskColumn masks,
        GroupColumns byColumns,
        ElementTable table,
        Parts parts,
        TallyAccumulator tallies)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /**
     * What is measured.
     *
     * @param fit the pipelines by group
     * @param steps that make maps
     * @param by columns that make groups
     * @param hasImages whether the data has a column of images
     */
    public record Plan(Fit fit, MapSteps steps, List<String> by, boolean hasImages) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The folder that tasks write profiles to.
     *
     * @param folder where files are put
     * @param temporary where they are written first
     * @param settings of the file system
     */
    public record Parts(String folder, String temporary, HadoopSettings settings) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Writes what a partition has measured. It takes effect once, whatever other attempts do. */
        void write(int partition, AuditPart part) {
            String name = String.format(Locale.ROOT, "part-%05d", partition);
            try (StagedFiles.Staged file =
                    new StagedFiles(new Path(folder), new Path(temporary), settings.configuration()).create(name)) {
                file.stream().write(part.encode());
                file.commit();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write what was measured", e);
            }
        }
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws Exception {
        return new MeasuredRows(rows, this);
    }
}
