package org.visionheatmaps.io.arrow;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Formats of attributions. */
public enum InputFormat {
    /** Whichever the files are of. */
    AUTO,
    PARQUET,
    ARROW;

    /**
     * The format of some paths, by the name of the first file, or by how it begins if its name does not tell. What is not there,
     * or of neither format, is called Parquet: reading it says what is wrong.
     */
    public static InputFormat of(List<String> paths, Configuration configuration) throws IOException {
        for (String text : paths) {
            Path path = new Path(text);
            FileSystem system = path.getFileSystem(configuration);
            Optional<FileStatus> first = firstFile(system, system.globStatus(path));
            if (first.isPresent()) {
                String name = first.get().getPath().getName();
                boolean isArrow = ArrowFiles.hasExtension(name)
                        || !name.endsWith(".parquet") && ArrowFiles.beginsAsArrow(first.get(), system);
                return isArrow ? ARROW : PARQUET;
            }
        }
        return PARQUET;
    }

    private static Optional<FileStatus> firstFile(FileSystem system, FileStatus[] found) throws IOException {
        Deque<FileStatus> open = new ArrayDeque<>(sorted(found));
        while (!open.isEmpty()) {
            FileStatus next = open.removeFirst();
            if (next.isFile()) {
                return Optional.of(next);
            }
            sorted(system.listStatus(next.getPath(), file -> {
                        String name = file.getName();
                        return !name.startsWith(".") && (!name.startsWith("_") || name.contains("="));
                    }))
                    .stream()
                    // A dataset's notes lie beside its files.
                    .filter(file -> !file.getPath().getName().endsWith(".json"))
                    .sorted(Comparator.comparing(FileStatus::getPath).reversed())
                    .forEach(open::addFirst);
        }
        return Optional.empty();
    }

    private static List<FileStatus> sorted(FileStatus[] files) {
        return files == null
                ? List.of()
                : Arrays.stream(files)
                        .sorted(Comparator.comparing(FileStatus::getPath))
                        .toList();
    }
}
