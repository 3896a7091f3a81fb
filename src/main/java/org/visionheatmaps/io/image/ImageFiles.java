package org.visionheatmaps.io.image;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.text.VisibleText;

/**
 * Images by path, below folders that the operator named. Those used last are kept decoded, up to a number of bytes, since many rows show one
 * photograph. Not for two threads at once.
 */
public final class ImageFiles {
    private static final int MAX_SHOWN = 300;
    private static final long KEPT_BYTES = 64 << 20;

    private final Configuration configuration;
    private final ImageRoots roots;
    private final ImageDecoder decoder;
    private final long maxBytes;
    private final long keptBytes;
    private final Map<Path, RgbImage> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param roots where files may lie
     * @param maxBytes larger files are refused
     */
    public ImageFiles(Configuration configuration, ImageRoots roots, ImageDecoder decoder, long maxBytes) {
        this(configuration, roots, decoder, maxBytes, KEPT_BYTES);
    }

    ImageFiles(Configuration configuration, ImageRoots roots, ImageDecoder decoder, long maxBytes, long keptBytes) {
        this.configuration = configuration;
        this.roots = roots;
        this.decoder = decoder;
        this.maxBytes = maxBytes;
        this.keptBytes = keptBytes;
    }

    /** The folder of a file that is given as a URI, as Spark names the files that it reads. */
    public static Path folderOf(String file) {
        try {
            return new Path(new URI(file)).getParent();
        } catch (URISyntaxException e) {
            return new Path(file).getParent();
        }
    }

    /**
     * Reads and decodes an image.
     *
     * @param path as the row has it
     * @param folder of relative paths
     * @throws BadDataException if this is no file that rows may name, or it is no image; the message has the path
     * @throws IOException if the file system fails, which may pass
     */
    public RgbImage read(String path, Path folder) throws IOException {
        Path file = roots.resolve(path, folder).orElseThrow(() -> refused(path, null));
        RgbImage known = kept.get(file);
        if (known != null) {
            return known;
        }
        byte[] encoded = readFile(path, file);
        RgbImage image;
        try {
            image = decoder.decode(encoded);
        } catch (BadDataException e) {
            throw bad(e.getMessage() + ", in '" + shown(path) + "'", e);
        }
        keep(file, image);
        return image;
    }

    private byte[] readFile(String path, Path resolved) throws IOException {
        boolean isLocal = ImageRoots.isLocal(resolved);
        Path file = isLocal ? roots.real(resolved).orElseThrow(() -> refused(path, null)) : resolved;
        try {
            FileSystem fileSystem = file.getFileSystem(configuration);
            if (fileSystem instanceof ChecksumFileSystem checked) {
                // A local file has no checksum beside it unless Hadoop wrote it, and not every name may have one.
                fileSystem = checked.getRawFileSystem();
            }
            FileStatus status = fileSystem.getFileStatus(file);
            if (!status.isFile()) {
                throw refused(path, null);
            }
            if (status.getLen() > maxBytes) {
                throw bad(
                        "the image file '" + shown(path) + "' has " + status.getLen() + " bytes, more than " + maxBytes
                                + ": --max-image-bytes allows more",
                        null);
            }
            decoder.memory().require(status.getLen());
            byte[] encoded = new byte[(int) status.getLen()];
            try (FSDataInputStream in = fileSystem.open(file)) {
                in.readFully(0, encoded);
            }
            return encoded;
        } catch (FileNotFoundException
                | NoSuchFileException
                | AccessControlException
                | AccessDeniedException
                | ParentNotDirectoryException
                | IllegalArgumentException e) {
            throw refused(path, e);
        }
    }

    /** One wording for all, so that rows cannot find out what lies where they may not read. */
    private static BadDataException refused(String path, Throwable cause) {
        return bad(
                "the image '" + shown(path)
                        + "' is not a readable regular file in an allowed folder: that is the folder"
                        + " of the table that has the path, and each that --image-root names",
                cause);
    }

    private static String shown(String path) {
        return VisibleText.cut(path, MAX_SHOWN);
    }

    private void keep(Path file, RgbImage image) {
        if (image.rgb().length > Math.min(keptBytes, decoder.memory().bytes() / 2)) {
            return;
        }
        kept.put(file, image);
        bytes += image.rgb().length;
        for (Iterator<RgbImage> eldest = kept.values().iterator(); bytes > keptBytes && eldest.hasNext(); ) {
            bytes -= eldest.next().rgb().length;
            eldest.remove();
        }
    }

    private static BadDataException bad(String message, Throwable cause) {
        return new BadDataException(BadDataException.Reason.BAD_IMAGE, message, cause);
    }
}
