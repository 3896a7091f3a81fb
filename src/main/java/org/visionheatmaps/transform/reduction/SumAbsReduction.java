package org.visionheatmaps.transform.reduction;

/**
 * The sum of the magnitudes of the channels.
 *
 * <p>Shape: W×H×C to W×H. Values: not negative; one channel keeps its sign. Formula: {@code r = |r| + |c|}
 * (SEMANTICS, reductions). Edges: one channel passes through untouched.
 */
public record SumAbsReduction() implements Reduction {
    @Override
    public boolean isOfMagnitudes() {
        return true;
    }

    @Override
    public void fold(float[] result, float[] values, int length) {
        for (int i = 0; i < length; i++) {
            float r = result[i];
            float c = values[i];
            result[i] = Math.abs(r) + Math.abs(c);
        }
    }

    @Override
    public void fold(double[] result, double[] values, int length) {
        for (int i = 0; i < length; i++) {
            double r = result[i];
            double c = values[i];
            result[i] = Math.abs(r) + Math.abs(c);
        }
    }

    @Override
    public String toString() {
        return "SumAbsReduction()";
    }
}
