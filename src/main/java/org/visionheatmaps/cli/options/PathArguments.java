package org.visionheatmaps.cli.options;

import java.util.List;
import picocli.CommandLine.Option;

/** The dataset to read: an option that {@code render}, {@code fit} and {@code audit} share. */
public final class PathArguments {
    @Option(
            names = {"-i", "--input"},
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Parquet or Arrow files, folders (Hive partitions too) or globs, on any file system that Hadoop"
                            + " knows. Several may follow, and the option may be repeated.")
    private List<String> paths;

    public List<String> paths() {
        return paths;
    }
}
