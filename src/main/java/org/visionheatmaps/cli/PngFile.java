package org.visionheatmaps.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Reads a file if it is a PNG: by its first bytes if it lies here, by its name if it lies elsewhere. */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private PngFile() {}

    /** The bytes of a PNG file; none if it is something else, or nothing. */
    static Optional<byte[]> read(String file) throws IOException {
        if (file.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*")) {
            return file.endsWith(".png") ? Optional.of(readElsewhere(file)) : Optional.empty();
        }
        Path path = Path.of(file);
        if (Files.isRegularFile(path)) {
            try (InputStream in = Files.newInputStream(path)) {
                if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
                    return Optional.empty();
                }
            }
            return Optional.of(Files.readAllBytes(path));
        }
        if (file.endsWith(".png") && !Files.exists(path)) {
            throw new IllegalArgumentException("No such file: " + file);
        }
        return Optional.empty();
    }

    private static byte[] readElsewhere(String file) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
        FileSystem fileSystem = path.getFileSystem(new Configuration());
        try (InputStream in = fileSystem.open(path)) {
            return in.readAllBytes();
        }
    }
}
