package org.visionheatmaps.io;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/**
 * Photographs from encoded bytes (PNG, JPEG, WebP; GIF and BMP too) to 8-bit RGB, as Pillow's {@code convert("RGB")} gives them:
 * alpha is dropped, grey becomes three equal components, of 16 bits the upper 8 stay, colour profiles are not applied. Of moving
 * pictures, the first.
 *
 * <p>Readers are those of the platform and one of our own for WebP, whatever else ImageIO finds in a process, so that all executors
 * read the same pixels.
 *
 * @param mostPixels images of more are refused before they are decoded
 * @param orientation whether photographs are turned upright
 */
public record ImageDecoder(long mostPixels, Orientation orientation) implements Serializable {
    /** At most 100 million pixels, turned as EXIF says. */
    public static final ImageDecoder DEFAULT = new ImageDecoder(100_000_000, Orientation.EXIF);

    /** Which way up a photograph is. */
    public enum Orientation {
        /** As the camera was held. */
        EXIF,
        /** As the pixels are stored: what a model sees whose loader does not look at EXIF. */
        STORED
    }

    /**
     * @throws IllegalArgumentException if no image could be small enough
     */
    public ImageDecoder {
        if (mostPixels < 1) {
            throw new IllegalArgumentException("The most pixels of an image must be at least 1, but are " + mostPixels);
        }
    }

    /**
     * Decodes an image.
     *
     * @throws BadDataException if the bytes are no image that can be read, or one of too many pixels
     */
    public RgbImage decode(byte[] encoded) {
        ImageFormat format = ImageFormat.of(encoded)
                .orElseThrow(() -> bad("the image is neither PNG, JPEG, WebP, GIF nor BMP (" + encoded.length
                        + " bytes); pixels themselves are read with --image-tensor"));
        try {
            requireWhole(encoded, format);
            RgbImage stored = format == ImageFormat.JPEG ? jpeg(encoded) : read(encoded, format, this::pixels);
            int turned = orientation == Orientation.EXIF ? ExifOrientation.of(encoded, format) : 1;
            return ExifOrientation.apply(stored, turned);
        } catch (IOException | RuntimeException e) {
            if (e instanceof BadDataException known) {
                throw known;
            }
            // Decoders answer damaged files with exceptions of many types.
            throw new BadDataException(
                    BadDataException.Reason.BAD_IMAGE,
                    "the " + name(format) + " image cannot be decoded (" + encoded.length + " bytes): "
                            + e.getMessage(),
                    e);
        }
    }

    /** The reader of WebP draws what is there; the others tell. */
    private static void requireWhole(byte[] encoded, ImageFormat format) throws IOException {
        if (format == ImageFormat.WEBP) {
            long length =
                    8 + (Bytes.part(encoded, 4, 4, ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFFFFFFL);
            if (length > encoded.length) {
                throw new IOException("of " + length + " bytes, only " + encoded.length + " came");
            }
        }
    }

    private RgbImage jpeg(byte[] encoded) throws IOException {
        JpegSegments segments = new JpegSegments(encoded);
        // The platform applies profiles; nobody who fed the image to a model did.
        return read(
                segments.withoutProfile(),
                ImageFormat.JPEG,
                segments.isOfInks()
                        ? reader -> InkPixels.toRgb(reader.readRaster(0, null), segments.isYcck())
                        : this::pixels);
    }

    private RgbImage pixels(ImageReader reader) throws IOException {
        return toRgb(reader.read(0));
    }

    /** Gets pixels out of a reader that has seen the header. */
    private interface Pixels {
        RgbImage of(ImageReader reader) throws IOException;
    }

    private RgbImage read(byte[] encoded, ImageFormat format, Pixels pixels) throws IOException {
        ImageReader reader = reader(format);
        String[] truncated = new String[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.contains("Premature end") || warning.contains("Truncated")) {
                truncated[0] = warning;
            }
        });
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            reader.setInput(stream, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > mostPixels) {
                throw bad("the image has " + width + "×" + height + " pixels, more than " + mostPixels
                        + ": --max-image-pixels allows more");
            }
            RgbImage image = pixels.of(reader);
            if (truncated[0] != null) {
                throw new IOException(truncated[0]);
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(ImageFormat format) throws IOException {
        if (format == ImageFormat.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance();
        }
        return IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, provider -> isPlatforms(provider, name(format)), true)
                .next()
                .createReaderInstance();
    }

    private static boolean isPlatforms(Object provider, String format) {
        return provider.getClass().getModule().equals(ImageIO.class.getModule())
                && Arrays.asList(((ImageReaderSpi) provider).getFormatNames()).contains(format);
    }

    private static String name(ImageFormat format) {
        return format == ImageFormat.WEBP ? "WebP" : format.name().toUpperCase(Locale.ROOT);
    }

    private static BadDataException bad(String message) {
        return new BadDataException(BadDataException.Reason.BAD_IMAGE, message);
    }

    private static RgbImage toRgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        ColorModel model = image.getColorModel();
        int type = image.getRaster().getDataBuffer().getDataType();
        if (model instanceof IndexColorModel) {
            copyColors(image, rgb);
        } else if (type == DataBuffer.TYPE_BYTE && model.getComponentSize(0) == 8) {
            copySamples(image.getRaster(), 0, rgb);
        } else if (type == DataBuffer.TYPE_USHORT && model.getComponentSize(0) == 16) {
            copySamples(image.getRaster(), 8, rgb);
        } else {
            copyColors(image, rgb);
        }
        return new RgbImage(width, height, rgb);
    }

    private static void copyColors(BufferedImage image, byte[] rgb) {
        int width = image.getWidth();
        int[] row = new int[width];
        int out = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++, out += 3) {
                rgb[out] = (byte) (row[x] >> 16);
                rgb[out + 1] = (byte) (row[x] >> 8);
                rgb[out + 2] = (byte) row[x];
            }
        }
    }

    /** Samples as they are stored. The platform's own conversion would bend greys by a gamma of its own. */
    private static void copySamples(Raster raster, int shift, byte[] rgb) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        int second = bands < 3 ? 0 : 1;
        int third = bands < 3 ? 0 : 2;
        int out = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int at = 0; at < row.length; at += bands, out += 3) {
                rgb[out] = (byte) (row[at] >> shift);
                rgb[out + 1] = (byte) (row[at + second] >> shift);
                rgb[out + 2] = (byte) (row[at + third] >> shift);
            }
        }
    }
}
