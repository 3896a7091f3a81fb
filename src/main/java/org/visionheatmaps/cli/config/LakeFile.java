package org.visionheatmaps.cli.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A small file that readers find whole or not at all, on any file system that Hadoop knows, with the settings that Spark would have: it
 * is there before a session is, and after. A path without a scheme is one of Hadoop's default file system, as inputs and outputs are.
 *
 * @param path of the file
 * @param settings of Hadoop, besides those of its own files
 */
public record LakeFile(String path, Map<String, String> settings) {
    private static final String HADOOP = "spark.hadoop.";

    /** A file with the settings of this process: those that spark-submit was given, or that are in spark-defaults.conf. */
    public static LakeFile of(String path) {
        Map<String, String> settings =
                new TreeMap<>(SparkSessions.settings(null).values());
        System.getProperties().stringPropertyNames().forEach(key -> settings.put(key, System.getProperty(key)));
        Map<String, String> ofHadoop = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(HADOOP)) {
                ofHadoop.put(key.substring(HADOOP.length()), value);
            }
        });
        return new LakeFile(path, ofHadoop);
    }

    FileSystem fileSystem() throws IOException {
        Configuration configuration = new Configuration();
        settings.forEach(configuration::set);
        FileSystem fileSystem = new Path(path).getFileSystem(configuration);
        // Files of checksums beside it are of no use to anyone.
        return fileSystem instanceof LocalFileSystem local ? local.getRawFileSystem() : fileSystem;
    }

    private Path partial() {
        Path file = new Path(path);
        return new Path(file.getParent(), "." + file.getName() + ".partial");
    }

    /**
     * Removes the file of an earlier run, and makes sure that one can be written: a run must not end before it is known that its end
     * can be read.
     *
     * @throws IOException if none can
     */
    public void clear() throws IOException {
        FileSystem fileSystem = fileSystem();
        Path file = new Path(path);
        if (fileSystem.exists(file) && fileSystem.getFileStatus(file).isDirectory()) {
            throw new FileNotFoundException(path + " is a folder");
        }
        write(fileSystem, partial(), "");
        fileSystem.delete(partial(), false);
        fileSystem.delete(file, false);
    }

    /** Writes the text in place of what was there. */
    public void write(String text) throws IOException {
        FileSystem fileSystem = fileSystem();
        Path file = new Path(path);
        write(fileSystem, partial(), text);
        fileSystem.delete(file, false);
        if (!fileSystem.rename(partial(), file)) {
            fileSystem.delete(partial(), false);
            throw new IOException("the file system did not rename " + partial());
        }
    }

    private static void write(FileSystem fileSystem, Path file, String text) throws IOException {
        try (OutputStream out = fileSystem.create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
