package org.visionheatmaps.io.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.visionheatmaps.io.file.Storage;

/**
 * The files that a run is about to move into its output, with their lengths and times, so that a later run can take back these files and
 * no others. The text has a line for each file, and a last one with their number and a digest of all that is before it.
 *
 * @param files by names relative to the output
 */
public record PublicationManifest(List<Storage.Entry> files) {
    private static final String HEAD = "vision-heatmaps publication 1\n";
    private static final Pattern FILE = Pattern.compile("(\\d{1,18}) (-?\\d{1,18}) (.+)", Pattern.DOTALL);
    private static final String END = "end ";

    /**
     * @throws IllegalArgumentException if a name could lead out of the output, or into a staging folder
     */
    public PublicationManifest {
        files = List.copyOf(files);
        for (Storage.Entry file : files) {
            String name = file.name();
            if (!OutputName.staysInFolder(name) || OutputName.isOfStaging(name)) {
                throw new IllegalArgumentException("A file of an output needs a name that stays in it, of parts between"
                        + " '/' without '.', '..', ':', '\\' or control characters, but got '" + name + "'");
            }
        }
    }

    public String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Storage.Entry file : files) {
            text.append(file.bytes()).append(' ').append(file.modified()).append(' ');
            text.append(file.name()).append('\n');
        }
        return text + end(files.size(), text.toString());
    }

    /**
     * Reads a manifest back.
     *
     * @throws IllegalArgumentException if it is another file, is cut off, or was changed
     */
    static PublicationManifest of(String text) {
        int end = text.lastIndexOf(END);
        if (!text.startsWith(HEAD) || end < HEAD.length()) {
            throw new IllegalArgumentException("it is no manifest, or its end is missing");
        }
        String body = text.substring(0, end);
        List<Storage.Entry> files = new ArrayList<>();
        for (String line : body.substring(HEAD.length()).lines().toList()) {
            Matcher file = FILE.matcher(line);
            if (!file.matches()) {
                throw new IllegalArgumentException("it has a line that names no file");
            }
            files.add(new Storage.Entry(
                    file.group(3), false, Long.parseLong(file.group(1)), Long.parseLong(file.group(2))));
        }
        if (!text.substring(end).equals(end(files.size(), body))) {
            throw new IllegalArgumentException("its end does not fit what is before it");
        }
        return new PublicationManifest(files);
    }

    private static String end(int count, String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return END + count + " " + HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
