package org.visionheatmaps.io.image;

import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/**
 * An image as Spark's own data source has it: rows of blue, green, red and perhaps alpha, or of grey, 8 bits each, from the top.
 *
 * @param width in pixels
 * @param height in pixels
 * @param channels 1, 3 or 4
 * @param mode OpenCV's type: 0, 16 or 24
 */
public record BgrPixels(int width, int height, int channels, int mode) {
    /** OpenCV's names of 8 bits a channel, times 1, 3 and 4 channels. */
    private static final int[] EIGHT_BITS = {0, 16, 24};

    /**
     * The image in RGB; alpha is dropped.
     *
     * @param data of all rows, or null
     * @param memory what an image may take
     * @throws BadDataException if the image is of another mode, or the data is not of its size
     */
    public RgbImage toRgb(byte[] data, ImageMemory memory) {
        boolean isKnown = channels == 1 && mode == EIGHT_BITS[0]
                || channels == 3 && mode == EIGHT_BITS[1]
                || channels == 4 && mode == EIGHT_BITS[2];
        if (!isKnown) {
            throw bad("an image of Spark needs 8 bits in 1, 3 or 4 channels (mode 0, 16 or 24), but has " + channels
                    + " channels and mode " + mode);
        }
        if (height <= 0 || width <= 0 || data == null || data.length != (long) width * height * channels) {
            throw bad("an image of " + width + "×" + height + " pixels and " + channels + " channels cannot have "
                    + (data == null ? "no" : data.length) + " bytes");
        }
        memory.require(3L * width * height);
        byte[] rgb = new byte[3 * width * height];
        int red = channels == 1 ? 0 : 2;
        int green = channels == 1 ? 0 : 1;
        for (int at = 0, out = 0; at < data.length; at += channels, out += 3) {
            rgb[out] = data[at + red];
            rgb[out + 1] = data[at + green];
            rgb[out + 2] = data[at];
        }
        return new RgbImage(width, height, rgb);
    }

    private static BadDataException bad(String message) {
        return new BadDataException(BadDataException.Reason.BAD_IMAGE, message);
    }
}
