package org.visionheatmaps.io.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of an input as Spark lists them: folders in folders too, without those whose names begin with {@code _}, unless they are
 * of a Hive partition, or with a dot, or that are still being copied.
 */
public final class InputListing {
    private static final String BEING_COPIED = "._COPYING_";

    private final SortedMap<String, ListedFile> found = new TreeMap<>();

    private InputListing() {}

    /**
     * A file of an input.
     *
     * @param path with its file system, as Spark's rows have it: encoded as a URI
     * @param version of its contents
     */
    public record ListedFile(String path, FileVersion version) {}

    /**
     * Lists files, each once, in the order of their paths. A pattern may match nothing.
     *
     * @param paths files, folders or globs
     * @throws FileNotFoundException if a path that is no glob is not there
     * @throws IOException if folders cannot be listed
     */
    public static List<ListedFile> of(List<String> paths, Configuration configuration) throws IOException {
        InputListing listing = new InputListing();
        for (String path : paths) {
            Path pattern = new Path(path);
            FileSystem fileSystem = pattern.getFileSystem(configuration);
            FileStatus[] matches = fileSystem.globStatus(pattern);
            if (matches == null) {
                throw new FileNotFoundException("Input not found: " + path);
            }
            boolean isNamed =
                    matches.length == 1 && fileSystem.makeQualified(pattern).equals(matches[0].getPath());
            for (FileStatus match : matches) {
                // Spark reads a folder that a pattern matches whatever its name is, but no such file.
                if (isNamed || match.isDirectory() || !isHidden(match.getPath().getName())) {
                    listing.add(fileSystem, match);
                }
            }
        }
        return new ArrayList<>(listing.found.values());
    }

    /**
     * Whether a place is seen in a folder of an input: lies in it, and in no hidden folder of it.
     *
     * @param paths files, folders or globs, of which only folders count
     * @param place with its file system
     * @throws IOException if a file system cannot be reached
     */
    public static boolean covers(List<String> paths, Path place, Configuration configuration) throws IOException {
        for (String path : paths) {
            Path given = new Path(path);
            Path folder = given.getFileSystem(configuration).makeQualified(given);
            boolean isSeen = true;
            for (Path at = place; isSeen && at != null; at = at.getParent()) {
                if (at.equals(folder)) {
                    return true;
                }
                isSeen = !isHidden(at.getName());
            }
        }
        return false;
    }

    private void add(FileSystem fileSystem, FileStatus entry) throws IOException {
        if (entry.isFile()) {
            String path = nameOf(entry.getPath());
            found.put(path, new ListedFile(path, FileVersion.of(entry)));
            return;
        }
        for (FileStatus child : fileSystem.listStatus(entry.getPath())) {
            if (!isHidden(child.getPath().getName())) {
                add(fileSystem, child);
            }
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_") && !name.contains("=") || name.endsWith(BEING_COPIED);
    }

    /** A path as Spark's rows have it: {@code file:/data}, where Spark's own list of files has {@code file:///data}. */
    public static String nameOf(Path path) {
        return new Path(path.toString()).toUri().toString();
    }

    /** The path of a listed file for Hadoop and Spark, which take some letters for those of a glob unless they are escaped. */
    public static String pattern(String path) {
        return new Path(URI.create(path)).toString().replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
    }
}
