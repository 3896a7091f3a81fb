package org.visionheatmaps.io.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names in an output. Files that the project writes about an output begin with {@code _} or {@code .}, which readers skip
 * ({@link #isReserved}); names of elements never do.
 *
 * <p>Names of elements come from ids that may hold anything. Letters, digits and {@code . _ -} stay, but not {@code .} and {@code _} as
 * the first character; every other character becomes {@code %XX} per byte of UTF-8, so no two ids meet and none leaves its folder.
 * Names too long for a file system keep their start and a digest after {@code %~}; an empty id becomes {@code %empty}.
 */
public final class OutputName {
    /** The file that says that an output is whole; the last one to appear. */
    public static final String SUCCESS = "_SUCCESS";

    /** The page of the first heatmaps. */
    public static final String SHEET = "_sheet.png";

    /** The manifest for Hugging Face's {@code datasets}. */
    public static final String METADATA = "metadata.jsonl";

    /** The manifest for FiftyOne. */
    public static final String SAMPLES = "samples.json";

    /** What the hub of Hugging Face shows of a folder. */
    public static final String README = "README.md";

    private static final Set<String> MANIFESTS = Set.of(METADATA, SAMPLES, README);
    private static final String BATCHES = "_batches";
    private static final String STAGING = ".vision-heatmaps-";
    /** The file of the run that is publishing. */
    public static final String PUBLISHING = STAGING + "publishing";

    private static final Pattern STAGING_FOLDER =
            Pattern.compile(Pattern.quote(STAGING) + "([A-Za-z0-9]+-)?[0-9a-f]{8}");

    private static final String EXTENSION = ".png";
    /** File systems allow 255 bytes; Hadoop and our own staging add to a name. */
    private static final int LONGEST = 200;

    private static final int KEPT = 120;

    private OutputName() {}

    /** Whether a name is one of those that no element has: readers skip it, and the project's own files have it. */
    public static boolean isReserved(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    /** The name of a run's staging folder in the output. */
    static String staging(String series, String run) {
        return STAGING + (series.isEmpty() ? "" : series + "-") + run;
    }

    /** Whether a name in an output is of staging, and not of the output. */
    static boolean isOfStaging(String name) {
        return name.startsWith(STAGING);
    }

    /** Whether a staging folder may have the name. */
    static boolean isStagingFolder(String name) {
        return STAGING_FOLDER.matcher(name).matches();
    }

    /**
     * Whether a name stays in the folder that it is relative to: parts between {@code /}, none of them empty, {@code .} or {@code ..}, no
     * {@code :} as of a scheme or drive, no {@code \\}, and no control characters.
     */
    public static boolean staysInFolder(String name) {
        return name.chars().noneMatch(c -> c < ' ' || c == 0x7F || c == ':' || c == '\\')
                && Arrays.stream(name.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /** The file of an element that is not of a batch: {@code <id>.png}. */
    public static String ofElement(String id) {
        return escape(id) + EXTENSION;
    }

    /** The file of an element of a batch: {@code <id>/<index>.png}, {@code <id>/<index>/<class>.png}. */
    public static String ofBatchElement(String id, String element) {
        return folder(escape(id)) + "/" + element + EXTENSION;
    }

    /** The report of a batch of files, by which the batch is known. */
    public static String ofBatchReport(String batch) {
        return BATCHES + "/" + batch + ".json";
    }

    /** The folder of the elements of a batch, from the file that it would have if it were one element. */
    public static String batchFolder(String elementFile) {
        int name = elementFile.lastIndexOf('/') + 1;
        return elementFile.substring(0, name)
                + folder(elementFile.substring(name, elementFile.length() - EXTENSION.length()));
    }

    /** A folder for a value of a column: {@code method=lrp}. A null is named as Hive does. */
    public static String ofPartition(String column, String value) {
        return escape(column) + "=" + (value == null ? "__HIVE_DEFAULT_PARTITION__" : escape(value));
    }

    /** A folder must not be what a file of another id is called, nor a manifest. */
    private static String folder(String escaped) {
        if (MANIFESTS.contains(escaped)) {
            return escaped.replace(".", "%2E");
        }
        return escaped.endsWith(EXTENSION)
                ? escaped.substring(0, escaped.length() - EXTENSION.length()) + "%2Epng"
                : escaped;
    }

    private static String escape(String id) {
        if (id.isEmpty()) {
            return "%empty";
        }
        StringBuilder name = new StringBuilder(id.length());
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            boolean isPlain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
            if (isPlain || (c == '.' || c == '_') && !name.isEmpty()) {
                name.append(c);
            } else {
                name.append(hex(c));
            }
        }
        return name.length() <= LONGEST ? name.toString() : name.substring(0, KEPT) + "%~" + digest(id);
    }

    private static String hex(char c) {
        return "%" + HexFormat.of().withUpperCase().toHexDigits((byte) c);
    }

    private static String digest(String id) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            // Of UTF-16, so that ids that UTF-8 cannot tell apart (unpaired surrogates) differ.
            byte[] digest = sha256.digest(id.getBytes(StandardCharsets.UTF_16BE));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
