package org.visionheatmaps.stats;

/**
 * The bits of a floating-point number as an integer that orders as the numbers do (-0 before +0): negative numbers have all bits
 * flipped, others the sign bit. Comparisons and histograms then work on integers.
 */
public final class OrderedBits {
    private OrderedBits() {}

    /** To be compared as unsigned. */
    public static int of(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ (bits >> 31 | Integer.MIN_VALUE);
    }

    /** The number of such bits. */
    public static float toFloat(int ordered) {
        return Float.intBitsToFloat(ordered ^ (~ordered >> 31 | Integer.MIN_VALUE));
    }

    /** To be compared as unsigned. */
    public static long of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    static double toDouble(long ordered) {
        return Double.longBitsToDouble(ordered ^ (~ordered >> 63 | Long.MIN_VALUE));
    }

    /** The double whose ordered bits start with a prefix and which has only zeros after it. */
    static double withPrefix(long prefix, int bits) {
        boolean negative = prefix >>> bits - 1 == 0;
        long rest = negative && bits < Double.SIZE ? -1L >>> bits : 0;
        return toDouble(bits == Double.SIZE ? prefix : prefix << Double.SIZE - bits | rest);
    }
}
