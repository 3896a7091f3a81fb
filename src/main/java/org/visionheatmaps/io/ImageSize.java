package org.visionheatmaps.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/**
 * The size of an encoded image, read off its header where that tells; other kinds of images are decoded.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record ImageSize(int width, int height) {
    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int PNG_HEADER = 24;
    private static final int JPEG_START = 0xFFD8;

    /**
     * Reads the size that the decoded image would have.
     *
     * @throws BadDataException if this is no image, or one that ends too early
     */
    public static ImageSize of(byte[] bytes, ImageDecoder decoder) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length >= PNG_HEADER && in.getLong(0) == PNG_SIGNATURE) {
            return turned(png(in), bytes, ImageFormat.PNG, decoder);
        }
        if (bytes.length > 4 && (in.getShort(0) & 0xFFFF) == JPEG_START) {
            return turned(jpeg(in), bytes, ImageFormat.JPEG, decoder);
        }
        RgbImage image = decoder.decode(bytes);
        return new ImageSize(image.width(), image.height());
    }

    private static ImageSize turned(ImageSize stored, byte[] bytes, ImageFormat format, ImageDecoder decoder) {
        boolean isLying = decoder.orientation() == ImageDecoder.Orientation.EXIF
                && ExifOrientation.of(bytes, format) >= ExifOrientation.FIRST_LYING;
        return isLying ? stored.turned() : stored;
    }

    private ImageSize turned() {
        int lying = height;
        return new ImageSize(lying, width);
    }

    private static ImageSize png(ByteBuffer in) {
        byte[] end = new byte[4];
        in.get(in.limit() - 8, end);
        if (!"IEND".equals(new String(end, StandardCharsets.ISO_8859_1))) {
            throw bad("the PNG does not end with IEND: it was cut off");
        }
        return new ImageSize(in.getInt(16), in.getInt(20));
    }

    /** Goes from segment to segment until one that begins a frame. */
    private static ImageSize jpeg(ByteBuffer in) {
        int at = 2;
        while (at + 9 <= in.limit()) {
            int marker = in.getShort(at) & 0xFFFF;
            boolean isFrame =
                    marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
            if (isFrame) {
                return new ImageSize(in.getShort(at + 7) & 0xFFFF, in.getShort(at + 5) & 0xFFFF);
            }
            boolean isFill = marker == 0xFFFF;
            at += isFill ? 1 : 2 + (in.getShort(at + 2) & 0xFFFF);
        }
        throw bad("the JPEG has no frame: it was cut off");
    }

    private static BadDataException bad(String message) {
        return new BadDataException(BadDataException.Reason.BAD_IMAGE, message);
    }
}
