package org.visionheatmaps.transform;

/**
 * The magnitude of the sum of the channels.
 *
 * <p>Shape: W×H×C to W×H. Values: not negative; one channel keeps its sign. Formula: {@code |sum of c|}, as the
 * reference documents it; its code computes {@code r = |r + c|}, which differs for mixed signs
 * (SEMANTICS, reductions). Edges: one channel passes through untouched.
 */
public record AbsSumReduction() implements Reduction {
    @Override
    public void fold(float[] result, int at, float[] values, int from, int length) {
        for (int i = 0; i < length; i++) {
            float r = result[at + i];
            float c = values[from + i];
            result[at + i] = r + c;
        }
    }

    @Override
    public void fold(double[] result, int at, double[] values, int from, int length) {
        for (int i = 0; i < length; i++) {
            double r = result[at + i];
            double c = values[from + i];
            result[at + i] = r + c;
        }
    }

    @Override
    public void finish(float[] result, int at, int length) {
        for (int i = at; i < at + length; i++) {
            result[i] = Math.abs(result[i]);
        }
    }

    @Override
    public void finish(double[] result, int at, int length) {
        for (int i = at; i < at + length; i++) {
            result[i] = Math.abs(result[i]);
        }
    }

    @Override
    public String toString() {
        return "AbsSumReduction()";
    }
}
