package org.visionheatmaps.io.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.RgbaImage;

/**
 * Images from encoded bytes (PNG, JPEG, WebP) to 8-bit RGB, as Pillow's {@code convert("RGB")} gives them: alpha is dropped, grey
 * becomes three equal components, of 16 bits the upper 8 stay, colour profiles are not applied. Of moving pictures, the first.
 *
 * <p>Bytes are not trusted. The header is read first, by ourselves; what it declares decides whether there is memory for the image.
 * Decoders see only the parts that make pixels, and write into the RGB bytes wherever they can, so that an image is in memory once.
 * They are those of the platform, one for WebP that comes along, and {@link PngPixels} for common PNGs, whatever else ImageIO finds in a process, so that all executors read
 * the same pixels.
 *
 * @param maxPixels images of more are refused before they are decoded
 * @param orientation whether images are turned upright
 * @param memory what an image may take
 */
public record ImageDecoder(long maxPixels, Orientation orientation, ImageMemory memory) implements Serializable {
    /** At most 100 million pixels, turned as EXIF says. */
    public static final ImageDecoder DEFAULT = new ImageDecoder(100_000_000, Orientation.EXIF, ImageMemory.DEFAULT);

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
        if (maxPixels < 1) {
            throw new IllegalArgumentException("The most pixels of an image must be at least 1, but are " + maxPixels);
        }
    }

    /** The same with another limit of memory. */
    public ImageDecoder withMemory(ImageMemory other) {
        return new ImageDecoder(maxPixels, orientation, other);
    }

    /**
     * Decodes an image.
     *
     * @throws BadDataException if the bytes are no image that can be read, or one that is too large
     */
    public RgbImage decode(byte[] encoded) {
        return decode(encoded, false);
    }

    /**
     * The same as it looks on white, where it is translucent.
     *
     * @throws BadDataException if the bytes are no image that can be read, or one that is too large
     */
    public RgbImage decodeOnWhite(byte[] encoded) {
        return decode(encoded, true);
    }

    private RgbImage decode(byte[] encoded, boolean isOnWhite) {
        ImageFormat format = format(encoded);
        EncodedImage image = header(encoded, format);
        int turned = orientation == Orientation.EXIF ? ExifOrientation.of(encoded, format) : ExifOrientation.UPRIGHT;
        long rgb = 3 * image.pixels();
        long needed =
                encoded.length + Math.max(rgb + image.decoderBytes(), turned == ExifOrientation.UPRIGHT ? 0 : 2 * rgb);
        memory.require(needed);
        return memory.guard(needed, () -> {
            try {
                byte[] plain = format == ImageFormat.PNG && !isOnWhite
                        ? PngPixels.read(encoded, image.width(), image.height())
                        : null;
                RgbImage pixels = plain == null
                        ? read(encoded, format, image, isOnWhite)
                        : new RgbImage(image.width(), image.height(), plain);
                return ExifOrientation.apply(pixels, turned);
            } catch (IOException | RuntimeException e) {
                // Decoders answer damaged files with exceptions of many types.
                throw undecodable(encoded, format, e);
            }
        });
    }

    /**
     * The size that the decoded image would have, read off its header.
     *
     * @throws BadDataException as {@link #decode}, as far as the header says
     */
    ImageSize size(byte[] encoded) {
        ImageFormat format = format(encoded);
        EncodedImage image = header(encoded, format);
        boolean isLying =
                orientation == Orientation.EXIF && ExifOrientation.of(encoded, format) >= ExifOrientation.FIRST_LYING;
        return isLying ? new ImageSize(image.height(), image.width()) : new ImageSize(image.width(), image.height());
    }

    private static ImageFormat format(byte[] encoded) {
        return ImageFormat.of(encoded)
                .orElseThrow(() -> bad("the image is neither PNG, JPEG, WebP (" + encoded.length
                        + " bytes): convert it; pixels themselves are read with --image-tensor"));
    }

    private EncodedImage header(byte[] encoded, ImageFormat format) {
        EncodedImage image;
        try {
            image = EncodedImage.of(encoded, format);
        } catch (IOException e) {
            throw undecodable(encoded, format, e);
        }
        if (image.pixels() > maxPixels) {
            throw bad("the image has " + image.width() + "×" + image.height() + " pixels, more than " + maxPixels
                    + ": --max-image-pixels allows more");
        }
        return image;
    }

    private static BadDataException undecodable(byte[] encoded, ImageFormat format, Exception e) {
        return new BadDataException(
                BadDataException.Reason.BAD_IMAGE,
                "the " + format.label() + " image cannot be decoded (" + encoded.length + " bytes): " + e.getMessage(),
                e);
    }

    private static RgbImage read(byte[] encoded, ImageFormat format, EncodedImage image, boolean isOnWhite)
            throws IOException {
        ImageReader reader = reader(format);
        String[] truncated = new String[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.contains("Premature end") || warning.contains("Truncated")) {
                truncated[0] = warning;
            }
        });
        try (EncodedStream stream = image.stream().get()) {
            reader.setInput(stream, true, true);
            if (reader.getWidth(0) != image.width() || reader.getHeight(0) != image.height()) {
                throw new IOException("its header declares two sizes");
            }
            byte[] rgb = new byte[Math.toIntExact(3 * image.pixels())];
            switch (image.samples()) {
                case RGB -> readInto(reader, image, rgb, ColorSpace.CS_sRGB, 0, 1, 2);
                case GREY -> {
                    readInto(reader, image, rgb, ColorSpace.CS_GRAY, 0);
                    for (int at = 0; at < rgb.length; at += 3) {
                        rgb[at + 1] = rgb[at];
                        rgb[at + 2] = rgb[at];
                    }
                }
                case INKS -> InkPixels.toRgb(reader.readRaster(0, null), new JpegSegments(encoded).isYcck(), rgb);
                case OWN -> {
                    BufferedImage own = reader.read(0);
                    toRgb(own, rgb);
                    if (isOnWhite && own.getAlphaRaster() != null) {
                        blend(own.getAlphaRaster(), rgb);
                    }
                }
            }
            if (truncated[0] != null) {
                throw new IOException(truncated[0]);
            }
            return new RgbImage(image.width(), image.height(), rgb);
        } finally {
            reader.dispose();
        }
    }

    /** Lets a reader write bands of a picture to where they belong. */
    private static void readInto(ImageReader reader, EncodedImage image, byte[] rgb, int space, int... bands)
            throws IOException {
        ColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(rgb, rgb.length), image.width(), image.height(), 3 * image.width(), 3, bands, null);
        ImageReadParam settings = reader.getDefaultReadParam();
        settings.setDestination(new BufferedImage(colors, raster, false, null));
        reader.read(0, settings);
    }

    private static ImageReader reader(ImageFormat format) throws IOException {
        if (format == ImageFormat.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance();
        }
        return IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, provider -> isPlatforms(provider, format.label()), true)
                .next()
                .createReaderInstance();
    }

    private static boolean isPlatforms(Object provider, String format) {
        return provider.getClass().getModule().equals(ImageIO.class.getModule())
                && Arrays.asList(((ImageReaderSpi) provider).getFormatNames()).contains(format);
    }

    private static BadDataException bad(String message) {
        return new BadDataException(BadDataException.Reason.BAD_IMAGE, message);
    }

    private static void toRgb(BufferedImage image, byte[] rgb) {
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
    }

    /** Lays pixels on white. */
    private static void blend(Raster alphas, byte[] rgb) {
        byte[] alpha = new byte[rgb.length / 3];
        int drop = alphas.getSampleModel().getSampleSize(0) - 8;
        for (int pixel = 0; pixel < alpha.length; pixel++) {
            int sample = alphas.getSample(pixel % alphas.getWidth(), pixel / alphas.getWidth(), 0);
            alpha[pixel] = (byte) (drop > 0 ? sample >> drop : sample);
        }
        RgbImage colors = new RgbImage(alphas.getWidth(), alphas.getHeight(), rgb);
        System.arraycopy(new RgbaImage(colors, alpha).onWhite().rgb(), 0, rgb, 0, rgb.length);
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
