package org.visionheatmaps.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of output files from ids that may hold anything. Letters, digits and {@code . _ -} stay; every other character becomes
 * {@code %XX} per byte of UTF-8, so no two ids meet and none leaves its folder. Names too long for a file system keep their start and a
 * digest after {@code %~}; an empty id becomes {@code %empty}.
 */
public final class OutputName {
    private static final String EXTENSION = ".png";
    /** File systems allow 255 bytes; Hadoop and our own staging add to a name. */
    private static final int LONGEST = 200;

    private static final int KEPT = 120;

    private OutputName() {}

    /** The file of an element that is not of a batch: {@code <id>.png}. */
    public static String ofElement(String id) {
        return escape(id) + EXTENSION;
    }

    /** The file of an element of a batch: {@code <id>/<index>.png}. */
    public static String ofBatchElement(String id, int index) {
        return folder(escape(id)) + "/" + index + EXTENSION;
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

    /** A folder must not be hidden, nor the parent, nor what a file of another id is called. */
    private static String folder(String escaped) {
        String name = escaped;
        if (name.startsWith(".") || name.startsWith("_")) {
            name = hex(name.charAt(0)) + name.substring(1);
        }
        return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) + "%2Epng" : name;
    }

    private static String escape(String id) {
        if (id.isEmpty()) {
            return "%empty";
        }
        StringBuilder name = new StringBuilder(id.length());
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-".indexOf(c) >= 0;
            if (plain) {
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
