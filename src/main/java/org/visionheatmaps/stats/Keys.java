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

    /** Widens the least and greatest keys so far. */
    static void extend(long[] extremes, float[] values, int start, int step, int length) {
        int least = Integer.MAX_VALUE;
        int greatest = Integer.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            int key = of(values[start + i * step]);
            least = Math.min(least, key);
            greatest = Math.max(greatest, key);
        }
        extremes[0] = Math.min(extremes[0], least);
        extremes[1] = Math.max(extremes[1], greatest);
    }

    /** Widens the least and greatest keys so far. */
    static void extend(long[] extremes, double[] values, int start, int step, int length) {
        long least = extremes[0];
        long greatest = extremes[1];
        for (int i = 0; i < length; i++) {
            long key = of(values[start + i * step]);
            least = Math.min(least, key);
            greatest = Math.max(greatest, key);
        }
        extremes[0] = least;
        extremes[1] = greatest;
    }

    /** Counts keys by their distance from the least, shifted. */
    static void count(int[] counts, long least, int shift, float[] values, int start, int step, int length) {
        int origin = (int) least;
        for (int i = 0; i < length; i++) {
            counts[of(values[start + i * step]) - origin >>> shift]++;
        }
    }

    /** Counts keys by their distance from the least, shifted. */
    static void count(int[] counts, long least, int shift, double[] values, int start, int step, int length) {
        for (int i = 0; i < length; i++) {
            counts[(int) (of(values[start + i * step]) - least >>> shift)]++;
        }
    }

    /** Adds the keys from {@code first} to {@code first + span} (unsigned) to the candidates. */
    static void gather(Selection to, long first, long span, float[] values, int start, int step, int length) {
        int origin = (int) first;
        int limit = (int) span ^ Integer.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            int key = of(values[start + i * step]);
            if ((key - origin ^ Integer.MIN_VALUE) <= limit) {
                to.add(key);
            }
        }
    }

    /** Adds the keys from {@code first} to {@code first + span} (unsigned) to the candidates. */
    static void gather(Selection to, long first, long span, double[] values, int start, int step, int length) {
        for (int i = 0; i < length; i++) {
            long key = of(values[start + i * step]);
            if (Long.compareUnsigned(key - first, span) <= 0) {
                to.add(key);
            }
        }
    }
}
