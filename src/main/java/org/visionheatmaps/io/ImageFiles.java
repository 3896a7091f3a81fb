package org.visionheatmaps.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/**
 * Photographs by path, on any Hadoop file system. Those used last are kept decoded, up to a number of bytes, since many rows show one
 * photograph. Not for two threads at once.
 */
public final class ImageFiles {
    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);
    private static final long KEPT_BYTES = 64 << 20;

    private final Configuration configuration;
    private final ImageDecoder decoder;
    private final long mostBytes;
    private final long keptBytes;
    private final Map<Path, RgbImage> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param mostBytes larger files are refused
     */
    public ImageFiles(Configuration configuration, ImageDecoder decoder, long mostBytes) {
        this(configuration, decoder, mostBytes, KEPT_BYTES);
    }

    ImageFiles(Configuration configuration, ImageDecoder decoder, long mostBytes, long keptBytes) {
        this.configuration = configuration;
        this.decoder = decoder;
        this.mostBytes = mostBytes;
        this.keptBytes = keptBytes;
    }

    /**
     * Where a path leads: an absolute one or one with a scheme to itself, any other to a file below a folder. Names may have any
     * characters.
     *
     * @param folder of relative paths
     */
    public static Path resolve(String path, Path folder) {
        if (WITH_SCHEME.matcher(path).matches()) {
            return new Path(path);
        }
        if (path.startsWith("/")) {
            return new Path(null, null, path);
        }
        URI base = folder.toUri();
        return new Path(base.getScheme(), base.getAuthority(), base.getPath() + "/" + path);
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
     * Reads and decodes a photograph.
     *
     * @throws BadDataException if there is no such file, or it is no image; the message has the path
     * @throws IOException if the file system fails, which may pass
     */
    public RgbImage read(String path, Path folder) throws IOException {
        Path file;
        try {
            file = resolve(path, folder);
        } catch (IllegalArgumentException e) {
            throw bad("the image has a path that is none, '" + path + "': " + e.getMessage(), e);
        }
        RgbImage known = kept.get(file);
        if (known != null) {
            return known;
        }
        byte[] encoded = readFile(file);
        RgbImage image;
        try {
            image = decoder.decode(encoded);
        } catch (BadDataException e) {
            throw bad(e.getMessage() + ", in " + file, e);
        }
        keep(file, image);
        return image;
    }

    private byte[] readFile(Path file) throws IOException {
        try {
            FileSystem fileSystem = file.getFileSystem(configuration);
            if (fileSystem instanceof ChecksumFileSystem checked) {
                // A local file has no checksum beside it unless Hadoop wrote it, and not every name may have one.
                fileSystem = checked.getRawFileSystem();
            }
            FileStatus status = fileSystem.getFileStatus(file);
            if (status.isDirectory()) {
                throw bad("the image " + file + " is a folder", null);
            }
            if (status.getLen() > mostBytes) {
                throw bad(
                        "the image file " + file + " has " + status.getLen() + " bytes, more than " + mostBytes
                                + ": --max-image-bytes allows more",
                        null);
            }
            byte[] encoded = new byte[(int) status.getLen()];
            try (FSDataInputStream in = fileSystem.open(file)) {
                in.readFully(0, encoded);
            }
            return encoded;
        } catch (FileNotFoundException e) {
            throw bad("there is no image file " + file + " (relative paths are below --images-base)", e);
        } catch (AccessControlException e) {
            throw bad("the image file " + file + " may not be read: " + e.getMessage(), e);
        } catch (UnsupportedFileSystemException | IllegalArgumentException e) {
            throw bad("the image file " + file + " cannot be opened here: " + e.getMessage(), e);
        }
    }

    private void keep(Path file, RgbImage image) {
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
