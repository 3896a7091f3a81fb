package org.visionheatmaps.stats;

import java.util.Arrays;

/**
 * The least and greatest of many values, kept lane by lane, as loops that the JIT vectorises. NaN is the least and the greatest of
 * values that have one; -0 is less than +0. Its memory is kept.
 */
public final class LaneExtremes {
    private static final int LANES = 1024;

    private final float[] floats = new float[LANES];
    private final float[] minFloats = new float[LANES];
    private final float[] greatestFloats = new float[LANES];
    private final double[] doubles = new double[LANES];
    private final double[] minDoubles = new double[LANES];
    private final double[] greatestDoubles = new double[LANES];

    /** Forgets all values. */
    public void begin() {
        Arrays.fill(minFloats, Float.POSITIVE_INFINITY);
        Arrays.fill(greatestFloats, Float.NEGATIVE_INFINITY);
        Arrays.fill(minDoubles, Double.POSITIVE_INFINITY);
        Arrays.fill(greatestDoubles, Double.NEGATIVE_INFINITY);
    }

    /** Adds {@code length} values from {@code start} on. */
    public void add(float[] values, int start, int length) {
        for (int at = 0; at < length; at += LANES) {
            int count = Math.min(LANES, length - at);
            System.arraycopy(values, start + at, floats, 0, count);
            widen(minFloats, greatestFloats, floats, count);
        }
    }

    /** Adds {@code length} values from {@code start} on. */
    public void add(double[] values, int start, int length) {
        for (int at = 0; at < length; at += LANES) {
            int count = Math.min(LANES, length - at);
            System.arraycopy(values, start + at, doubles, 0, count);
            widen(minDoubles, greatestDoubles, doubles, count);
        }
    }

    private static void widen(float[] least, float[] greatest, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            least[i] = Math.min(least[i], values[i]);
        }
        for (int i = 0; i < count; i++) {
            greatest[i] = Math.max(greatest[i], values[i]);
        }
    }

    private static void widen(double[] least, double[] greatest, double[] values, int count) {
        for (int i = 0; i < count; i++) {
            least[i] = Math.min(least[i], values[i]);
        }
        for (int i = 0; i < count; i++) {
            greatest[i] = Math.max(greatest[i], values[i]);
        }
    }

    /** The least value; infinite without any. */
    public double least() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < LANES; i++) {
            least = Math.min(least, Math.min(minFloats[i], minDoubles[i]));
        }
        return least;
    }

    /** The greatest value; infinite without any. */
    public double greatest() {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < LANES; i++) {
            greatest = Math.max(greatest, Math.max(greatestFloats[i], greatestDoubles[i]));
        }
        return greatest;
    }
}
