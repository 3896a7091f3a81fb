package org.visionheatmaps.cli.options;

import java.util.List;
import picocli.CommandLine.Option;

/** The dataset to read: an option that {@code render}, {@code fit} and {@code audit} share. */
public final class PathArguments {
    @Option(
            names = {"-i", "--input"},
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Parquet or Arrow files, folders (with all folders in them; Hive partitions too) or globs, on any file"
                            + " system that Hadoop knows; or a table's folder (Delta, Iceberg). Several may follow, and the"
                            + " option may be repeated. --input-table and --input-query stand in its place.")
    private List<String> paths = List.of();

    public List<String> paths() {
        return paths;
    }
}
