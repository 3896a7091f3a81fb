package org.visionheatmaps.transform;

/**
 * Arrays that are used again for the next element, as long as elements are of one size. What was computed in them holds until then.
 * Not for two threads at once.
 */
public final class Scratch {
    private float[] floats = {};
    private double[] doubles = {};
    private float[] floatRun = {};
    private double[] doubleRun = {};
    private byte[] bytes = {};

    /** A plane of exactly this length, with anything in it. */
    float[] floats(int length) {
        if (floats.length != length) {
            floats = new float[length];
        }
        return floats;
    }

    /** A plane of exactly this length, with anything in it. */
    double[] doubles(int length) {
        if (doubles.length != length) {
            doubles = new double[length];
        }
        return doubles;
    }

    /** At least this many floats, for one run of pixels. */
    float[] floatRun(int length) {
        if (floatRun.length < length) {
            floatRun = new float[length];
        }
        return floatRun;
    }

    /** At least this many doubles, for one run of pixels. */
    double[] doubleRun(int length) {
        if (doubleRun.length < length) {
            doubleRun = new double[length];
        }
        return doubleRun;
    }

    /** Exactly this many bytes, with anything in them. */
    byte[] bytes(int length) {
        if (bytes.length != length) {
            bytes = new byte[length];
        }
        return bytes;
    }
}
