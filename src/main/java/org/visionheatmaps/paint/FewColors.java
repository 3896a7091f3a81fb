package org.visionheatmaps.paint;

import java.util.Arrays;
import org.visionheatmaps.tensor.IndexedImage;

/**
 * Colours become indices, in the order in which they appear in the image, as long as there are at most 256. The colours of a scheme
 * have numbers that hold for all images, so that a pixel takes two look-ups and no search.
 */
final class FewColors implements Pixels {
    private static final int MAX_COLORS = 256;

    private final ColorNumbers numbers = new ColorNumbers();
    /** The number of the colour of each step, or {@link SchemeSteps#UNSURE}. */
    private final int[] steps;
    /** By number, the index in this image, or -1. */
    private int[] indexes = {};

    /** By index, {@code 0xBBGGRR}. */
    private final int[] found = new int[MAX_COLORS];

    private int count;
    private byte[] indices = {};

    FewColors(SchemeSteps scheme) {
        int[] sure = scheme.colors();
        steps = new int[sure.length];
        for (int step = 0; step < steps.length; step++) {
            steps[step] = sure[step] == SchemeSteps.UNSURE ? SchemeSteps.UNSURE : numbers.of(sure[step]);
        }
    }

    /** What stands for the colour of each step. */
    int[] steps() {
        return steps;
    }

    /** What comes is another image, for this array. */
    void begin(byte[] bytes) {
        indices = bytes;
        count = 0;
        if (indexes.length < numbers.count()) {
            indexes = new int[numbers.count()];
        }
        Arrays.fill(indexes, -1);
    }

    /** Gives pixels that were put, before there were too many colours, to others. */
    void give(Pixels others, int[] values, int length, int at, int step) {
        for (int i = 0, from = at; i < length; i++, from += step) {
            values[i] = others.value(found[indices[from] & 0xFF]);
        }
        others.put(values, length, at, step);
    }

    /** The image, if {@link #put} always returned true. */
    IndexedImage image(int width, int height) {
        int[] colors = new int[count];
        for (int index = 0; index < count; index++) {
            colors[index] = Integer.reverseBytes(found[index]) >>> Byte.SIZE;
        }
        return IndexedImage.ofAppearance(width, height, indices, colors);
    }

    @Override
    public int value(int color) {
        int number = numbers.of(color);
        if (number >= indexes.length) {
            int before = indexes.length;
            indexes = Arrays.copyOf(indexes, 2 * number + 1);
            Arrays.fill(indexes, before, indexes.length, -1);
        }
        return number;
    }

    @Override
    public boolean put(int[] values, int length, int at, int step) {
        byte[] bytes = indices;
        int[] known = indexes;
        for (int i = 0, out = at; i < length; i++, out += step) {
            int index = known[values[i]];
            bytes[out] = (byte) (index < 0 ? add(values[i]) : index);
        }
        return count <= MAX_COLORS;
    }

    private int add(int number) {
        if (count < MAX_COLORS) {
            found[count] = numbers.color(number);
        }
        indexes[number] = count;
        return count++;
    }
}
