package org.visionheatmaps.io.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final SortedMap<String, TableFormat> tables = new TreeMap<>();
    private final Set<String> named = new HashSet<>();
    /** Folders above what was given that have been looked into: many files lie in few. */
    private final Set<Path> lookedInto = new HashSet<>();

    private final boolean opensTables;
    private int hidden;

    private InputListing(boolean opensTables) {
        this.opensTables = opensTables;
    }

    /**
     * A file of an input.
     *
     * @param path with its file system, as Spark's rows have it: encoded as a URI
     * @param version of its contents
     */
    public record ListedFile(String path, FileVersion version) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Lists files, each once, in the order of their paths, those of tables too. A pattern may match nothing.
     *
     * @param paths files, folders or globs
     * @throws FileNotFoundException if a path that is no glob is not there
     * @throws IOException if folders cannot be listed
     */
    public static List<ListedFile> of(List<String> paths, Configuration configuration) throws IOException {
        InputListing listing = new InputListing(true);
        listing.list(paths, configuration);
        return listing.files();
    }

    /**
     * Lists files but those of tables, whose folders are {@link #tables}.
     *
     * @throws FileNotFoundException if a path that is no glob is not there
     * @throws IOException if folders cannot be listed
     */
    public static InputListing outsideTables(List<String> paths, Configuration configuration) throws IOException {
        InputListing listing = new InputListing(false);
        listing.list(paths, configuration);
        return listing;
    }

    /** The files, each once, in the order of their paths. */
    public List<ListedFile> files() {
        return new ArrayList<>(found.values());
    }

    /** The folders of tables that were found, or that lie above what was found. */
    public SortedMap<String, TableFormat> tables() {
        return tables;
    }

    /** Whether a file is one of the given paths itself. */
    public boolean isNamed(ListedFile file) {
        return named.contains(file.path());
    }

    /** How many hidden files and folders were passed over. */
    public int hidden() {
        return hidden;
    }

    private void list(List<String> paths, Configuration configuration) throws IOException {
        for (String path : paths) {
            Path given = new Path(path);
            FileSystem fileSystem = given.getFileSystem(configuration);
            FileStatus[] matches = matches(given, fileSystem);
            if (matches == null) {
                throw new FileNotFoundException("Input not found: " + path);
            }
            boolean isNamed = matches.length == 1
                    && fileSystem.makeQualified(unescaped(path)).equals(matches[0].getPath());
            for (FileStatus match : matches) {
                // Spark reads a folder that a pattern matches whatever its name is, but no such file.
                if (isNamed || match.isDirectory() || !isHidden(match.getPath().getName())) {
                    if (match.isFile()) {
                        named.add(nameOf(match.getPath()));
                    }
                    if (!opensTables) {
                        findTableAbove(match.getPath(), fileSystem);
                    }
                    add(fileSystem, match);
                } else {
                    hidden++;
                }
            }
        }
    }

    /** A path that is there is itself, whatever letters it has; any other is a pattern. */
    private static FileStatus[] matches(Path given, FileSystem fileSystem) throws IOException {
        try {
            return new FileStatus[] {fileSystem.getFileStatus(given)};
        } catch (FileNotFoundException e) {
            return fileSystem.globStatus(given);
        }
    }

    private static Path unescaped(String path) {
        return new Path(path.replaceAll("\\\\(.)", "$1"));
    }

    /** Whether a path of an input is a pattern: it has letters of one, and is not there as it is. */
    public static boolean isPattern(String path, Configuration configuration) throws IOException {
        Path given = new Path(path);
        return path.matches(".*[*?\\[{\\\\].*")
                && !given.getFileSystem(configuration).exists(given);
    }

    /** Files and partitions of a table are not read without it. */
    private void findTableAbove(Path place, FileSystem fileSystem) throws IOException {
        Path folder = place.getParent();
        boolean mayBePart = true;
        while (folder != null && mayBePart && lookedInto.add(folder)) {
            Optional<TableFormat> format = TableFormat.of(folder, fileSystem);
            if (format.isPresent()) {
                tables.put(nameOf(folder), format.get());
                return;
            }
            mayBePart = folder.getName().contains("=") || folder.getName().equals("data");
            folder = folder.getParent();
        }
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
        FileStatus[] children = fileSystem.listStatus(entry.getPath());
        Optional<TableFormat> table = opensTables ? Optional.empty() : TableFormat.of(children, fileSystem);
        if (table.isPresent()) {
            tables.put(nameOf(entry.getPath()), table.get());
            return;
        }
        for (FileStatus child : children) {
            if (isHidden(child.getPath().getName())) {
                hidden++;
            } else {
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

    /** A path for Hadoop and Spark: as it is if it is a pattern, otherwise escaped, so that its letters mean themselves. */
    public static String asGiven(String path, Configuration configuration) throws IOException {
        return isPattern(path, configuration) || path.contains("\\") ? path : escaped(path);
    }

    /** The path of a listed file for Hadoop and Spark, which take some letters for those of a glob unless they are escaped. */
    public static String pattern(String path) {
        return escaped(new Path(URI.create(path)).toString());
    }

    /** A path that is no pattern, for Hadoop and Spark. */
    public static String escaped(String path) {
        return path.replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
    }
}
