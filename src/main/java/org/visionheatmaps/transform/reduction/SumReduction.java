package org.visionheatmaps.transform.reduction;

/**
 * The sum of the channels.
 *
 * <p>Shape: W×H×C to W×H. Values: signed. Formula: {@code r = r + c}
 * (SEMANTICS, reductions). Edges: one channel passes through untouched.
 */
public record SumReduction() implements Reduction {
    @Override
    public void fold(float[] result, float[] values, int length) {
        for (int i = 0; i < length; i++) {
            float r = result[i];
            float c = values[i];
            result[i] = r + c;
        }
    }

    @Override
    public void fold(double[] result, double[] values, int length) {
        for (int i = 0; i < length; i++) {
            double r = result[i];
            double c = values[i];
            result[i] = r + c;
        }
    }

    @Override
    public String toString() {
        return "SumReduction()";
    }
}
