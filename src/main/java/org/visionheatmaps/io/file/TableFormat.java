package org.visionheatmaps.io.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Table formats whose folders hold files that are not the table: old versions and deleted rows among them. What a table holds, its
 * log or metadata says.
 */
public enum TableFormat {
    DELTA("delta", "a Delta table", "_delta_log"),
    HUDI("hudi", "a Hudi table", ".hoodie"),
    ICEBERG("iceberg", "an Iceberg table", "metadata");

    /** How the names of Iceberg's metadata files end. */
    public static final String METADATA_FILE = ".metadata.json";

    private final String source;
    private final String title;
    private final String log;

    TableFormat(String source, String title, String log) {
        this.source = source;
        this.title = title;
        this.log = log;
    }

    /** The name of the format in Spark. */
    public String source() {
        return source;
    }

    /** The folder beside the data that says what the table holds. */
    public String log() {
        return log;
    }

    /** What a folder of it is, in words. */
    public String title() {
        return title;
    }

    /** The format of the table that a folder with some entries is, if it is one. */
    static Optional<TableFormat> of(FileStatus[] entries, FileSystem fileSystem) throws IOException {
        for (FileStatus entry : entries) {
            for (TableFormat format : values()) {
                if (entry.isDirectory() && format.isLog(entry.getPath(), fileSystem)) {
                    return Optional.of(format);
                }
            }
        }
        return Optional.empty();
    }

    /** The format of the table that a folder is, if it is one and is there. */
    public static Optional<TableFormat> of(Path folder, FileSystem fileSystem) throws IOException {
        for (TableFormat format : values()) {
            Path log = new Path(folder, format.log);
            if (fileSystem.exists(log) && format.isLog(log, fileSystem)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private boolean isLog(Path folder, FileSystem fileSystem) throws IOException {
        return folder.getName().equals(log)
                && (this != ICEBERG
                        || Arrays.stream(fileSystem.listStatus(folder))
                                .anyMatch(file -> file.getPath().getName().endsWith(METADATA_FILE)));
    }
}
