package org.visionheatmaps.io;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/** Photographs from encoded bytes (PNG, JPEG) to 8-bit RGB. Alpha is dropped; grey becomes three equal components. */
public final class ImageDecoder {
    private static final long MOST_PIXELS = 100_000_000;

    static {
        ImageIO.setUseCache(false);
    }

    private ImageDecoder() {}

    /**
     * Decodes an image.
     *
     * @throws BadDataException if the bytes are no image that can be read, or one of more than 100 million pixels
     */
    public static RgbImage decode(byte[] encoded) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new BadDataException(
                        BadDataException.Reason.BAD_IMAGE,
                        "the image is neither PNG nor JPEG (" + encoded.length + " bytes)");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new BadDataException(
                            BadDataException.Reason.BAD_IMAGE,
                            "the image has " + reader.getWidth(0) + "×" + reader.getHeight(0) + " pixels, more than "
                                    + MOST_PIXELS);
                }
                return toRgb(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof BadDataException known) {
                throw known;
            }
            // Decoders answer damaged files with exceptions of many types.
            throw new BadDataException(
                    BadDataException.Reason.BAD_IMAGE,
                    "the image cannot be decoded (" + encoded.length + " bytes): " + e.getMessage(),
                    e);
        }
    }

    private static RgbImage toRgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        if (isPlainBytes(image)) {
            copySamples(image.getRaster(), rgb);
        } else {
            int[] row = new int[width];
            for (int y = 0; y < height; y++) {
                image.getRGB(0, y, width, 1, row, 0, width);
                for (int x = 0; x < width; x++) {
                    int at = 3 * (y * width + x);
                    rgb[at] = (byte) (row[x] >> 16);
                    rgb[at + 1] = (byte) (row[x] >> 8);
                    rgb[at + 2] = (byte) row[x];
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** Samples that are the bytes wanted. The platform's own conversion would bend greys by a gamma of its own. */
    private static boolean isPlainBytes(BufferedImage image) {
        ColorModel model = image.getColorModel();
        return !(model instanceof java.awt.image.IndexColorModel)
                && image.getRaster().getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE
                && model.getComponentSize(0) == 8;
    }

    private static void copySamples(Raster raster, byte[] rgb) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        boolean grey = bands < 3;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                rgb[at] = (byte) row[x * bands];
                rgb[at + 1] = (byte) row[x * bands + (grey ? 0 : 1)];
                rgb[at + 2] = (byte) row[x * bands + (grey ? 0 : 2)];
            }
        }
    }
}
