package org.visionheatmaps.sink;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.hadoop.ParquetOutputCommitter;
import org.visionheatmaps.io.parquet.FooterRewriter;

/**
 * Adds key-value metadata to the footers of the Parquet files that a task has written, in the task, before they are committed. Spark
 * writes the footers by itself and has no hook for what else to put there; a committer is the one place between its last byte and the
 * table. Chosen for a write by the option {@code spark.sql.parquet.output.committer.class}, with an option of the prefix
 * {@value #PREFIX} for each entry.
 */
public final class FooterCommitter extends ParquetOutputCommitter {
    /** Of the options that are entries: the rest of an option's name is the key in the footer. */
    public static final String PREFIX = "visionheatmaps.parquet.footer.";

    /** Spark's option that chooses a committer of Parquet files. */
    public static final String OPTION = "spark.sql.parquet.output.committer.class";

    /** Made by Spark. */
    public FooterCommitter(Path output, TaskAttemptContext context) throws IOException {
        super(output, context);
    }

    @Override
    public void commitTask(TaskAttemptContext context) throws IOException {
        Map<String, String> entries = entries(context.getConfiguration());
        Path work = getWorkPath();
        FileSystem fileSystem = work.getFileSystem(context.getConfiguration());
        if (!entries.isEmpty() && fileSystem.exists(work)) {
            RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(work, true);
            while (files.hasNext()) {
                Path file = files.next().getPath();
                if (file.getName().endsWith(".parquet")) {
                    FooterRewriter.add(fileSystem, file, entries);
                }
            }
        }
        super.commitTask(context);
    }

    private static Map<String, String> entries(Configuration configuration) {
        Map<String, String> entries = new TreeMap<>();
        configuration
                .getPropsWithPrefix(PREFIX)
                .keySet()
                .forEach(key -> entries.put(key, configuration.getRaw(PREFIX + key)));
        return entries;
    }
}
