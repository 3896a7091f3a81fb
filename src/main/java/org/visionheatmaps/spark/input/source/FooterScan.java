package org.visionheatmaps.spark.input.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.file.InputListing.ListedFile;
import org.visionheatmaps.io.parquet.ParquetStatistics;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobSession;

/** Reads the footers of Parquet files: of a few on the driver, of many in tasks, which send back some hundred bytes a file. */
final class FooterScan implements FlatMapFunction<Iterator<byte[]>, byte[]> {
    private static final long serialVersionUID = 1L;
    private static final int MAX_ON_DRIVER = 2000;
    private static final int FILES_PER_TASK = 1000;

    private final String attribution;
    private final HadoopSettings settings;

    private FooterScan(String attribution, HadoopSettings settings) {
        this.attribution = attribution;
        this.settings = settings;
    }

    /** The footers of files, in their order. */
    static List<ParquetStatistics> read(JobSession session, List<ListedFile> files, String attribution)
            throws IOException {
        Configuration configuration = session.spark().sparkContext().hadoopConfiguration();
        if (files.size() <= MAX_ON_DRIVER) {
            return ParquetStatistics.read(files, attribution, ParquetTypes::describe, configuration);
        }
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(session.spark().sparkContext());
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < files.size(); from += FILES_PER_TASK) {
            int to = Math.min(files.size(), from + FILES_PER_TASK);
            parts.add(JavaSerialized.bytes(new ArrayList<>(files.subList(from, to))));
        }
        List<ParquetStatistics> footers = new ArrayList<>();
        FooterScan scan = new FooterScan(attribution, new HadoopSettings(configuration));
        for (byte[] part :
                context.parallelize(parts, parts.size()).mapPartitions(scan).collect()) {
            for (Object footer : JavaSerialized.value(part, ArrayList.class)) {
                footers.add((ParquetStatistics) footer);
            }
        }
        return footers;
    }

    @Override
    public Iterator<byte[]> call(Iterator<byte[]> parts) throws IOException {
        List<byte[]> results = new ArrayList<>();
        Configuration configuration = settings.configuration();
        while (parts.hasNext()) {
            List<ListedFile> files = new ArrayList<>();
            for (Object file : JavaSerialized.value(parts.next(), ArrayList.class)) {
                files.add((ListedFile) file);
            }
            // Equal schemas are one text, which is sent once.
            List<ParquetStatistics> footers = ParquetStatistics.read(
                    files,
                    attribution,
                    (schema, locked) -> ParquetTypes.describe(schema, locked).intern(),
                    configuration);
            results.add(JavaSerialized.bytes(new ArrayList<>(footers)));
        }
        return results.iterator();
    }
}
