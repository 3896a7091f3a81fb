package org.visionheatmaps.transform;

/**
 * Arrays that are used again for the next element, as long as elements are of one size. What was computed in them holds until then.
 * Not for two threads at once.
 */
public final class Scratch {
    /** The length of runs: small enough for the nearest cache, long enough for loops to get going. */
    public static final int RUN = 2048;

    private float[] floats = {};
    private double[] doubles = {};
    private final float[][] floatRuns = new float[2][];
    private final double[][] doubleRuns = new double[2][];
    private final int[][] intRuns = new int[2][];
    private byte[] bytes = {};
    private byte[] indices = {};

    /** A plane of exactly this length, with anything in it. */
    public float[] floats(int length) {
        if (floats.length != length) {
            floats = new float[length];
        }
        return floats;
    }

    /** A plane of exactly this length, with anything in it. */
    public double[] doubles(int length) {
        if (doubles.length != length) {
            doubles = new double[length];
        }
        return doubles;
    }

    /** One of two runs of {@link #RUN} floats. */
    public float[] floatRun(int which) {
        if (floatRuns[which] == null) {
            floatRuns[which] = new float[RUN];
        }
        return floatRuns[which];
    }

    /** One of two runs of {@link #RUN} doubles. */
    public double[] doubleRun(int which) {
        if (doubleRuns[which] == null) {
            doubleRuns[which] = new double[RUN];
        }
        return doubleRuns[which];
    }

    /** One of two runs of {@link #RUN} ints. */
    public int[] intRun(int which) {
        if (intRuns[which] == null) {
            intRuns[which] = new int[RUN];
        }
        return intRuns[which];
    }

    /** Copies strided values to the start of a run. */
    public static void load(float[] values, int from, int step, float[] run, int count) {
        if (step == 1) {
            System.arraycopy(values, from, run, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            run[i] = values[from + i * step];
        }
    }

    /** Copies strided values to the start of a run. */
    public static void load(double[] values, int from, int step, double[] run, int count) {
        if (step == 1) {
            System.arraycopy(values, from, run, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            run[i] = values[from + i * step];
        }
    }

    /** Exactly this many bytes, with anything in them. */
    public byte[] bytes(int length) {
        if (bytes.length != length) {
            bytes = new byte[length];
        }
        return bytes;
    }

    /** Exactly this many bytes besides, with anything in them. */
    public byte[] indices(int length) {
        if (indices.length != length) {
            indices = new byte[length];
        }
        return indices;
    }
}
