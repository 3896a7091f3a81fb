package org.visionheatmaps.spark.output;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.spark.input.RowDecoder;
import org.visionheatmaps.spark.run.JobFailedException;

/**
 * Finds the files that more than one row would be written to, by a pass over ids and partition columns alone.
 *
 * @param naming names the files
 * @param folder where files may lie that must not be written again; null if it does not matter
 * @param settings of the folder's file system
 */
public record OutputNameCheck(OutputNaming naming, String folder, HadoopSettings settings) {
    private static final int MAX_NAMES = 1_000_000;

    /**
     * The paths that are not unique, or taken.
     *
     * @param rows normalised, without values
     * @throws JobFailedException if there are more than a million: then the column holds no ids
     */
    public Set<String> find(Dataset<Row> rows, RowDecoder decoder) {
        OutputNaming names = naming;
        MapFunction<Row, String> path = row -> names.path(row, decoder.id(row), null);
        Dataset<String> paths = rows.map(path, Encoders.STRING());
        Dataset<Row> counted = paths.toDF("path").groupBy("path").count();
        Set<String> found = collect(
                counted.where(functions.col("count").gt(1)).select("path").as(Encoders.STRING()));
        if (folder != null) {
            found.addAll(collect(paths.filter(new Taken(folder, settings))));
        }
        return found;
    }

    private static Set<String> collect(Dataset<String> paths) {
        List<String> some = paths.limit(MAX_NAMES + 1).collectAsList();
        if (some.size() > MAX_NAMES) {
            throw new JobFailedException("More than " + MAX_NAMES + " ids stand on several rows each, such as "
                    + some.get(0) + ": is this the column of ids? --id-column names another");
        }
        return new HashSet<>(some);
    }

    /** Whether a file is there, or the folder of a row of several elements; asked by tasks. */
    private static final class Taken implements FilterFunction<String> {
        private static final long serialVersionUID = 1L;

        private final String folder;
        private final HadoopSettings settings;
        private transient FileSystem fileSystem;

        Taken(String folder, HadoopSettings settings) {
            this.folder = folder;
            this.settings = settings;
        }

        @Override
        public boolean call(String path) throws IOException {
            Path output = new Path(folder);
            if (fileSystem == null) {
                fileSystem = output.getFileSystem(settings.configuration());
            }
            return fileSystem.exists(new Path(output, path))
                    || fileSystem.exists(new Path(output, OutputName.batchFolder(path)));
        }
    }
}
