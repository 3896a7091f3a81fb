package org.visionheatmaps.spark.input.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.arrow.ArrowFiles;
import org.visionheatmaps.io.arrow.InputFormat;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.file.InputListing.ListedFile;
import org.visionheatmaps.io.file.TableFormat;
import org.visionheatmaps.io.numpy.ArrayFile;
import org.visionheatmaps.run.InputFound;
import org.visionheatmaps.spark.run.JobFailedException;

/**
 * The files of an input that are of one format. A file that is named as such is one of them whatever it is called; of a folder, files of
 * other kinds are left out and counted.
 *
 * @param format of the files
 * @param files in the order of their paths
 * @param others files of other kinds
 * @param hidden how many hidden files and folders were passed over
 */
public record DataFiles(InputFormat format, List<ListedFile> files, List<ListedFile> others, int hidden) {
    private static final List<String> PARQUET = List.of(".parquet", ".parq", ".pqt", ".pq");
    /** Kinds that Spark reads as rows, by ending, and what it calls them. */
    private static final Map<String, String> TABLES = Map.of(
            ".orc", "orc",
            ".avro", "avro",
            ".csv", "csv",
            ".json", "json",
            ".jsonl", "json",
            ".ndjson", "json");
    /** Kinds that are never attributions' files, however they begin. */
    private static final List<String> OTHERS = List.of(
            ".md", ".txt", ".yaml", ".yml", ".png", ".jpg", ".jpeg", ".webp", ".html", ".log", ".py", ".pt", ".pth",
            ".pkl", ".zip", ".tar", ".gz", ".crc", ".xml", ".toml", ".ipynb", ".db");

    private static final int START = 6;

    /** What a file is. */
    private enum Kind {
        PARQUET,
        ARROW,
        OTHER
    }

    /**
     * Lists the files, of which there may be none.
     *
     * @param format that they must be of; with {@link InputFormat#AUTO}, they must all be of one
     * @throws FileNotFoundException if a path is not there
     * @throws JobFailedException if there are files of several formats, or tables among them; the message says how they can be read
     */
    public static DataFiles find(List<String> paths, InputFormat format, Configuration configuration)
            throws IOException {
        InputListing listing = InputListing.outsideTables(paths, configuration);
        requireNoTables(listing);
        Map<Kind, List<ListedFile>> kinds = new EnumMap<>(Kind.class);
        for (ListedFile file : listing.files()) {
            Kind kind = kind(file, listing.isNamed(file), format, configuration);
            kinds.computeIfAbsent(kind, any -> new ArrayList<>()).add(file);
        }
        List<ListedFile> parquet = kinds.getOrDefault(Kind.PARQUET, List.of());
        List<ListedFile> arrow = kinds.getOrDefault(Kind.ARROW, List.of());
        if (format == InputFormat.AUTO && !parquet.isEmpty() && !arrow.isEmpty()) {
            throw new JobFailedException("The input has Parquet and Arrow files, such as "
                    + parquet.get(0).path() + " and " + arrow.get(0).path()
                    + ": --input-format parquet or arrow says which are meant");
        }
        boolean isArrow = format == InputFormat.AUTO ? !arrow.isEmpty() : format == InputFormat.ARROW;
        List<ListedFile> files = isArrow ? arrow : parquet;
        List<ListedFile> others = new ArrayList<>(kinds.getOrDefault(Kind.OTHER, List.of()));
        others.addAll(isArrow ? parquet : arrow);
        return new DataFiles(isArrow ? InputFormat.ARROW : InputFormat.PARQUET, files, others, listing.hidden());
    }

    /** The format of the table that an input is, if its path is the folder of one. */
    public static Optional<TableFormat> table(List<String> paths, Configuration configuration) throws IOException {
        if (paths.size() != 1) {
            return Optional.empty();
        }
        Path folder = new Path(paths.get(0));
        return TableFormat.of(folder, folder.getFileSystem(configuration));
    }

    private static void requireNoTables(InputListing listing) {
        if (!listing.tables().isEmpty()) {
            String folder = listing.tables().firstKey();
            TableFormat format = listing.tables().get(folder);
            throw new JobFailedException("The folder " + folder + " is " + format.title()
                    + ", whose files are not its rows: give this folder alone as the input (--input-format "
                    + format.source() + "), or the table's name (--input-table)");
        }
    }

    private static Kind kind(ListedFile file, boolean isNamed, InputFormat format, Configuration configuration)
            throws IOException {
        String name = file.path().toLowerCase(Locale.ROOT);
        if (PARQUET.stream().anyMatch(name::endsWith)) {
            return isNamed && format == InputFormat.ARROW ? Kind.ARROW : Kind.PARQUET;
        }
        if (ArrowFiles.hasExtension(name)) {
            return isNamed && format == InputFormat.PARQUET ? Kind.PARQUET : Kind.ARROW;
        }
        String ending = ending(name);
        boolean isOther = TABLES.containsKey(ending) || OTHERS.contains(ending) || ArrayFile.ENDINGS.contains(ending);
        if (isOther && !isNamed) {
            return Kind.OTHER;
        }
        byte[] start = start(file, configuration);
        if (new String(start, StandardCharsets.ISO_8859_1).matches("(?s)PAR[1E].*")) {
            return Kind.PARQUET;
        }
        if (ArrowFiles.beginsAsArrow(start)) {
            return Kind.ARROW;
        }
        // A file that is named with its format is refused with what is wrong with it.
        return isNamed && format != InputFormat.AUTO && !isOther ? Kind.valueOf(format.name()) : Kind.OTHER;
    }

    private static byte[] start(ListedFile file, Configuration configuration) throws IOException {
        byte[] start = new byte[(int) Math.min(START, file.version().bytes())];
        Path path = new Path(URI.create(file.path()));
        try (FSDataInputStream in = path.getFileSystem(configuration).open(path)) {
            in.readFully(0, start);
        }
        return start;
    }

    private static String ending(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot < 0 ? "without an ending" : file.substring(dot);
    }

    /** How many files were left out, by kind: {@code .json}, {@code hidden}. */
    public SortedMap<String, Integer> leftOut() {
        SortedMap<String, Integer> leftOut = new TreeMap<>();
        others.forEach(file -> leftOut.merge(ending(file.path().toLowerCase(Locale.ROOT)), 1, Integer::sum));
        if (hidden > 0) {
            leftOut.put(InputFound.HIDDEN, hidden);
        }
        return leftOut;
    }

    /**
     * @param input that was listed
     * @throws JobFailedException if there are no files; the message says what there is, and what to do
     */
    void requireSome(InputOptions input) {
        if (files.isEmpty()) {
            throw nothing(input.paths(), input.source().files().orElse(format));
        }
    }

    private JobFailedException nothing(List<String> paths, InputFormat wanted) {
        SortedMap<String, Integer> leftOut = leftOut();
        StringBuilder message = new StringBuilder("There are no ")
                .append(
                        wanted == InputFormat.AUTO
                                ? "Parquet or Arrow"
                                : wanted == InputFormat.ARROW ? "Arrow" : "Parquet")
                .append(" files in ")
                .append(paths.size() <= 5 ? String.join(", ", paths) : paths.get(0) + " and others");
        if (!leftOut.isEmpty()) {
            message.append(", only ").append(InputFound.inWords(leftOut)).append(advice(leftOut));
        }
        return new JobFailedException(message.toString());
    }

    private static String advice(SortedMap<String, Integer> leftOut) {
        Optional<String> most = leftOut.entrySet().stream()
                .filter(kind -> !kind.getKey().equals(InputFound.HIDDEN))
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey);
        if (most.isEmpty()) {
            return "";
        }
        if (ArrayFile.ENDINGS.contains(most.get())) {
            return ": the command import makes Parquet of arrays";
        }
        if (TABLES.containsKey(most.get())) {
            return ": --input-format " + TABLES.get(most.get()) + " reads them";
        }
        return ".pt.pth.pkl".contains(most.get())
                ? ": save tensors as .npy or .safetensors, and the command import makes Parquet of them"
                : "";
    }
}
