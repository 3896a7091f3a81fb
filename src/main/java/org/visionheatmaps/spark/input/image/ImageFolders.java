package org.visionheatmaps.spark.input.image;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.image.ImageRoots;

/** Finds the folders in which the paths of rows may lie, of what the operator named. */
public final class ImageFolders {
    private final Configuration configuration;
    private final Set<Path> found = new LinkedHashSet<>();

    private ImageFolders(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * The folders of a table, and those that options name.
     *
     * @param tables files, folders or globs of the table that has the paths
     * @throws IllegalArgumentException if an option names what is not there, or is on a file system that is not
     */
    public static ImageRoots of(List<Path> tables, ImageOptions options, Configuration configuration) {
        ImageFolders folders = new ImageFolders(configuration);
        for (Path table : tables) {
            for (FileStatus match : folders.matches(table, "the folder of the paths of images")) {
                folders.found.add(
                        match.isDirectory() ? match.getPath() : match.getPath().getParent());
            }
        }
        for (String root : options.roots()) {
            for (FileStatus match : folders.matches(new Path(root), "--image-root")) {
                folders.found.add(match.getPath());
            }
        }
        options.base().ifPresent(base -> folders.found.add(folders.qualified(new Path(base))));
        return ImageRoots.of(new ArrayList<>(folders.found), configuration);
    }

    private FileStatus[] matches(Path pattern, String option) {
        try {
            FileStatus[] matches = pattern.getFileSystem(configuration).globStatus(pattern);
            if (matches == null) {
                throw new FileNotFoundException("there is no such file or folder");
            }
            return matches;
        } catch (IOException e) {
            throw new IllegalArgumentException(option + " cannot be opened: " + pattern + ": " + e.getMessage(), e);
        }
    }

    private Path qualified(Path path) {
        try {
            FileSystem fileSystem = path.getFileSystem(configuration);
            return fileSystem.makeQualified(path);
        } catch (IOException e) {
            throw new UncheckedIOException("--images-base cannot be opened: " + path + ": " + e.getMessage(), e);
        }
    }
}
