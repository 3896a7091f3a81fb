package org.visionheatmaps.stats;

/** Loops over runs of values as keys: signed integers that order as the values do (-0 before +0). One loop for each dtype. */
final class Keys {
    private Keys() {}

    static int of(float value) {
        return OrderedBits.of(value) ^ Integer.MIN_VALUE;
    }

    static long of(double value) {
        return OrderedBits.of(value) ^ Long.MIN_VALUE;
    }

    static float toFloat(long key) {
        return OrderedBits.toFloat((int) key ^ Integer.MIN_VALUE);
    }

    static double toDouble(long key) {
        return OrderedBits.toDouble(key ^ Long.MIN_VALUE);
    }

    /** Counts keys by their distance from the least, shifted. */
    static void count(int[] counts, long least, int shift, float[] values, int start, int length) {
        int origin = (int) least;
        for (int i = 0; i < length; i++) {
            counts[of(values[start + i]) - origin >>> shift]++;
        }
    }

    /** Counts keys by their distance from the least, shifted. */
    static void count(int[] counts, long least, int shift, double[] values, int start, int length) {
        for (int i = 0; i < length; i++) {
            counts[(int) (of(values[start + i]) - least >>> shift)]++;
        }
    }

    /** Adds the keys from {@code first} to {@code first + span} (unsigned) to the candidates; most values are below or above. */
    static void gather(Selection to, long first, long span, boolean fromBelow, float[] values, int start, int length) {
        // One comparison separates most values; the other border, and -0 from 0, is for the rest.
        float sign = fromBelow ? 1 : -1;
        float border = sign * toFloat(fromBelow ? first + span : first);
        float limit = Float.isNaN(border) ? Float.POSITIVE_INFINITY : border;
        for (int i = 0; i < length; i++) {
            float value = values[start + i];
            if (sign * value <= limit) {
                int key = of(value);
                if (Integer.compareUnsigned(key - (int) first, (int) span) <= 0) {
                    to.add(key);
                }
            }
        }
    }

    /** Adds the keys from {@code first} to {@code first + span} (unsigned) to the candidates. */
    static void gather(Selection to, long first, long span, double[] values, int start, int length) {
        for (int i = 0; i < length; i++) {
            long key = of(values[start + i]);
            if (Long.compareUnsigned(key - first, span) <= 0) {
                to.add(key);
            }
        }
    }
}
