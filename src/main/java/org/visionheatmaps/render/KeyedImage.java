package org.visionheatmaps.render;

import java.util.BitSet;
import java.util.OptionalInt;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Pixels of which one colour stands for transparent ones.
 *
 * @param pixels every other pixel has another colour
 * @param key that colour as 0xRRGGBB; none if no pixel is transparent
 */
public record KeyedImage(RgbImage pixels, OptionalInt key) {
    /** Rounds colours to bytes; missing ones become transparent. */
    static KeyedImage ofColors(Tensor colors) {
        if (!colors.isMasked()) {
            return new KeyedImage(RgbImage.ofColors(colors), OptionalInt.empty());
        }
        Tensor presence = Missing.presence(colors);
        RgbImage pixels = RgbImage.ofColors(Missing.filled(colors, 0));
        BitSet missing = new BitSet();
        for (int row = 0, pixel = 0; row < pixels.height(); row++) {
            for (int column = 0; column < pixels.width(); column++, pixel++) {
                missing.set(pixel, presence.at(row, column, 0) == 0);
            }
        }
        return of(pixels, missing);
    }

    /**
     * The pixels, some of which become transparent.
     *
     * @param pixels to be changed
     * @param missing those that are transparent, counted row by row
     */
    static KeyedImage of(RgbImage pixels, BitSet missing) {
        if (missing.isEmpty()) {
            return new KeyedImage(pixels, OptionalInt.empty());
        }
        byte[] rgb = pixels.rgb();
        int key = unused(rgb, missing);
        for (int pixel = missing.nextSetBit(0); pixel >= 0; pixel = missing.nextSetBit(pixel + 1)) {
            rgb[3 * pixel] = (byte) (key >> 16);
            rgb[3 * pixel + 1] = (byte) (key >> 8);
            rgb[3 * pixel + 2] = (byte) key;
        }
        return new KeyedImage(pixels, OptionalInt.of(key));
    }

    /** The darkest colour that no other pixel has. */
    private static int unused(byte[] rgb, BitSet missing) {
        BitSet used = new BitSet();
        for (int pixel = 0; pixel < rgb.length / 3; pixel++) {
            if (!missing.get(pixel)) {
                int at = 3 * pixel;
                used.set((rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF);
            }
        }
        int key = used.nextClearBit(0);
        if (key > 0xFFFFFF) {
            throw new BadDataException(
                    BadDataException.Reason.BAD_SHAPE,
                    "the image has every colour there is, and so none for transparent pixels: give a --bad-color");
        }
        return key;
    }
}
