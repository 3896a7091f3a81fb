package org.visionheatmaps.io.numpy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files of arrays, and photographs, under the names that tell which belong together: the path below a folder, without its ending.
 * The folder is the one given, or that of a file, or the part of a glob before its first wildcard.
 */
public final class FileListing {
    /** Endings of photographs; of two with one name, the earlier ending counts. */
    private static final List<String> IMAGES = List.of(".png", ".jpg", ".jpeg", ".webp");

    private final List<Found> arrays = new ArrayList<>();
    private final NavigableMap<String, Found> images = new TreeMap<>();
    private final SortedMap<String, Long> skipped = new TreeMap<>();

    /** A file and its name. */
    public record Found(String name, Path path, long length) {}

    private FileListing() {}

    /**
     * Looks for files of arrays, and photographs beside them.
     *
     * @param pattern a file, a folder (with all folders in it) or a glob
     * @throws FileNotFoundException if nothing is there
     * @throws IllegalArgumentException if it is a file of another kind
     */
    public static FileListing ofArrays(String pattern, Configuration configuration) throws IOException {
        FileListing listing = new FileListing();
        Path path = new Path(pattern);
        FileSystem fileSystem = path.getFileSystem(configuration);
        FileStatus[] matches = fileSystem.globStatus(path);
        if (matches == null || matches.length == 0) {
            throw new FileNotFoundException("Input not found: " + pattern);
        }
        boolean isOne = matches.length == 1 && fileSystem.makeQualified(path).equals(matches[0].getPath());
        if (isOne && matches[0].isDirectory()) {
            listing.walk(fileSystem, matches[0].getPath(), matches[0].getPath());
            return listing;
        }
        if (isOne && !isArray(path)) {
            throw new IllegalArgumentException("The file " + pattern + " is none of "
                    + String.join(", ", ArrayFile.ENDINGS) + ", which import reads" + advice(ending(path)));
        }
        Path root = isOne ? matches[0].getPath().getParent() : fileSystem.makeQualified(fixed(path));
        TreeSet<Path> folders = new TreeSet<>();
        for (FileStatus match : matches) {
            if (!isOne && isHidden(name(match.getPath(), root))) {
                continue; // a wildcard is no wish to see what others are writing
            }
            if (match.isDirectory()) {
                listing.walk(fileSystem, match.getPath(), root);
            } else if (isArray(match.getPath())) {
                listing.see(match, root);
                folders.add(match.getPath().getParent());
            } else if (rank(match.getPath()) < 0) {
                listing.skipped.merge(ending(match.getPath()), 1L, Long::sum);
            }
        }
        for (Path folder : folders) {
            listing.beside(fileSystem, folder, root);
        }
        return listing;
    }

    /**
     * Looks for photographs in a folder and all folders in it.
     *
     * @throws FileNotFoundException if there is no such folder
     */
    public static FileListing ofImages(String folder, Configuration configuration) throws IOException {
        FileListing listing = new FileListing();
        Path path = new Path(folder);
        FileSystem fileSystem = path.getFileSystem(configuration);
        Path root = fileSystem.makeQualified(path);
        listing.walk(fileSystem, root, root);
        listing.arrays.clear();
        return listing;
    }

    /** The part of a glob before its first wildcard. */
    private static Path fixed(Path glob) {
        Path fixed = glob;
        for (Path at = glob; at != null; at = at.getParent()) {
            if (at.getName().matches(".*[*?\\[{].*")) {
                fixed = at.getParent() == null ? new Path(".") : at.getParent();
            }
        }
        return fixed;
    }

    private void walk(FileSystem fileSystem, Path folder, Path root) throws IOException {
        for (FileStatus entry : sorted(fileSystem, folder)) {
            if (!isHidden(entry.getPath().getName())) {
                if (entry.isDirectory()) {
                    walk(fileSystem, entry.getPath(), root);
                } else {
                    see(entry, root);
                }
            }
        }
    }

    /** Photographs in the folder of a file, and in a folder that is called as the file is. */
    private void beside(FileSystem fileSystem, Path folder, Path root) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        arrays.forEach(array -> names.add(array.name()));
        for (FileStatus entry : sorted(fileSystem, folder)) {
            if (entry.isFile()) {
                seeImage(entry, root);
            } else if (names.contains(name(entry.getPath(), root))) {
                for (FileStatus inner : sorted(fileSystem, entry.getPath())) {
                    seeImage(inner, root);
                }
            }
        }
    }

    private static List<FileStatus> sorted(FileSystem fileSystem, Path folder) throws IOException {
        List<FileStatus> entries = new ArrayList<>(List.of(fileSystem.listStatus(folder)));
        entries.sort(Comparator.comparing(FileStatus::getPath));
        return entries;
    }

    private void see(FileStatus file, Path root) {
        if (isArray(file.getPath())) {
            arrays.add(new Found(withoutEnding(name(file.getPath(), root)), file.getPath(), file.getLen()));
        } else {
            seeImage(file, root);
            if (rank(file.getPath()) < 0) {
                skipped.merge(ending(file.getPath()), 1L, Long::sum);
            }
        }
    }

    private void seeImage(FileStatus file, Path root) {
        Path path = file.getPath();
        if (file.isFile() && rank(path) >= 0) {
            String name = withoutEnding(name(path, root));
            images.merge(
                    name,
                    new Found(name, path, file.getLen()),
                    (first, second) -> rank(first.path()) <= rank(second.path()) ? first : second);
        }
    }

    private static String name(Path path, Path root) {
        String folder = root.toUri().getPath();
        String below = path.toUri().getPath().substring(folder.length());
        return below.startsWith("/") ? below.substring(1) : below;
    }

    /** The kind of a file: its last ending, in small letters. */
    private static String ending(Path path) {
        String name = path.getName().toLowerCase(Locale.ROOT);
        return name.lastIndexOf('.') > 0 ? name.substring(name.lastIndexOf('.')) : "without an ending";
    }

    /** What to do with files of a kind that import does not read; empty if nothing is known to help. */
    public static String advice(String ending) {
        return switch (ending) {
            case ".pt", ".pth", ".pkl", ".pickle", ".ckpt" ->
                ": such files run code when they are opened, save tensors with numpy.save or safetensors";
            case ".parquet", ".arrow", ".arrows", ".feather" -> ": render reads such files as they are";
            case ".mat" -> ": save -v7.3 of MATLAB makes HDF5, name such a file .h5";
            case ".zarr", ".jld" -> ": save it as .npy, .npz, .safetensors or .h5";
            default -> "";
        };
    }

    private static String withoutEnding(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static boolean isHidden(String name) {
        return Arrays.stream(name.split("/")).anyMatch(part -> part.startsWith("_") || part.startsWith("."));
    }

    private static boolean isArray(Path path) {
        String name = path.getName().toLowerCase(Locale.ROOT);
        return ArrayFile.ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static int rank(Path path) {
        String name = path.getName().toLowerCase(Locale.ROOT);
        for (int rank = 0; rank < IMAGES.size(); rank++) {
            if (name.endsWith(IMAGES.get(rank))) {
                return rank;
            }
        }
        return -1;
    }

    /** The files of arrays, in order. */
    public List<Found> arrays() {
        return arrays;
    }

    /** How many files of other kinds there are, by their endings. Hidden ones, {@code _x} and {@code .x}, do not count. */
    public SortedMap<String, Long> skipped() {
        return skipped;
    }

    /** A photograph's name without its ending, as photographs are listed; other names stay. */
    public static String imageName(String name) {
        return rank(new Path("/" + name.replace(':', '_'))) >= 0 ? withoutEnding(name) : name;
    }

    /** All photographs by name. */
    public SortedMap<String, Found> images() {
        return images;
    }

    /** Photographs that may belong to arrays of a name: the one called so, and those in a folder called so. */
    public SortedMap<String, Found> imagesOf(String name) {
        SortedMap<String, Found> found = new TreeMap<>(images.subMap(name + "/", name + (char) ('/' + 1)));
        if (images.containsKey(name)) {
            found.put(name, images.get(name));
        }
        return found;
    }
}
