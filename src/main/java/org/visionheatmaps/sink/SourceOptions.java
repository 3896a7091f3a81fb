package org.visionheatmaps.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.visionheatmaps.text.NearestName;

/** The names of the options that a source takes; letters of either case are the same. */
final class SourceOptions {
    static final String PATH = "path";
    /** Several paths to read, as a list in JSON: Spark's {@code load(a, b)}. */
    static final String PATHS = "paths";
    /** The columns of {@code partitionBy}, as a list in JSON. Set by Spark. */
    static final String PARTITION_COLUMNS = "__partition_columns";
    /** How a write that {@link FolderSave} checked is published: the name of a {@link Publishing}. */
    static final String PUBLISH = "publish-as";

    /** The name of a series of batches, each of which is written once. */
    static final String STREAM = "stream";
    /** The number of a batch of the series. */
    static final String BATCH = "batch";

    private static final String FILE_SYSTEMS = "fs.";
    private static final List<String> OF_USERS = List.of(PATH, STREAM, BATCH);
    /** What Spark and this project give by themselves. */
    private static final List<String> INTERNAL = List.of(
            PATHS,
            PARTITION_COLUMNS,
            PUBLISH,
            ImageSource.STAGED_IN,
            ImageSource.LINES_IN,
            "checkpointLocation",
            "queryName");

    private SourceOptions() {}

    /**
     * Fails for an option that would be overlooked.
     *
     * @param format the source's name
     * @param own options of the source alone
     * @throws IllegalArgumentException with the nearest name
     */
    static void require(String format, List<String> own, Map<String, String> options) {
        List<String> offered = new ArrayList<>(OF_USERS);
        offered.addAll(own);
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(offered);
        known.addAll(INTERNAL);
        for (String name : options.keySet()) {
            if (!known.contains(name) && !name.startsWith(FILE_SYSTEMS)) {
                throw new IllegalArgumentException("The format " + format + " has no option '" + name + "'"
                        + NearestName.hint(name, offered) + " (there are: " + String.join(", ", offered)
                        + ", and Hadoop's that begin with fs.)");
            }
        }
    }

    /** Hadoop's settings of the session, with those of the options. */
    static Configuration configuration(Map<String, String> options) {
        Configuration configuration =
                new Configuration(SparkContext.getOrCreate().hadoopConfiguration());
        options.forEach((name, value) -> {
            if (name.startsWith(FILE_SYSTEMS)) {
                configuration.set(name, value);
            }
        });
        return configuration;
    }
}
