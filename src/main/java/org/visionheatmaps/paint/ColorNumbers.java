package org.visionheatmaps.paint;

import java.util.Arrays;

/** Numbers colours from 0 on, in the order in which they come. A colour keeps its number. */
final class ColorNumbers {
    private static final int START_BITS = 11;

    private int bits = START_BITS;
    /** One more than the number of a colour, by open addressing: half full at most. */
    private int[] slots = new int[1 << START_BITS];

    private int[] colors = new int[1 << START_BITS - 1];
    private int count;

    /** The number of a colour, which is a new one if the colour is. */
    int of(int color) {
        int slot = slot(color);
        while (slots[slot] != 0) {
            if (colors[slots[slot] - 1] == color) {
                return slots[slot] - 1;
            }
            slot = slot + 1 & slots.length - 1;
        }
        if (count == colors.length) {
            grow();
            return of(color);
        }
        colors[count++] = color;
        slots[slot] = count;
        return count - 1;
    }

    private int slot(int color) {
        return color * 0x9E3779B1 >>> Integer.SIZE - bits;
    }

    private void grow() {
        int[] before = Arrays.copyOf(colors, count);
        bits++;
        slots = new int[1 << bits];
        colors = new int[1 << bits - 1];
        count = 0;
        for (int color : before) {
            of(color);
        }
    }

    /** The colour of a number. */
    int color(int number) {
        return colors[number];
    }

    /** How many colours have a number. */
    int count() {
        return count;
    }
}
