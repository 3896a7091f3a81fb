package org.visionheatmaps.transform;

/**
 * The sum of the channels.
 *
 * <p>Shape: W×H×C to W×H. Values: signed. Formula: {@code r = r + c}
 * (SEMANTICS, reductions). Edges: one channel passes through untouched.
 */
public record SumReduction() implements Reduction {
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
    public String toString() {
        return "SumReduction()";
    }
}
