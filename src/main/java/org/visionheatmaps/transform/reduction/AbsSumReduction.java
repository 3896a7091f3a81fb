package org.visionheatmaps.transform.reduction;

/**
 * The magnitude of the sum of the channels.
 *
 * <p>Shape: W×H×C to W×H. Values: not negative; one channel keeps its sign. Formula: {@code |sum of c|}, as the
 * reference documents it; its code computes {@code r = |r + c|}, which differs for mixed signs
 * (SEMANTICS, reductions). Edges: one channel passes through untouched.
 */
public record AbsSumReduction() implements Reduction {
    @Override
    public boolean isOfMagnitudes() {
        return true;
    }

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
    public void finish(float[] result, int length, int channels) {
        for (int i = 0; i < length; i++) {
            result[i] = Math.abs(result[i]);
        }
    }

    @Override
    public void finish(double[] result, int length, int channels) {
        for (int i = 0; i < length; i++) {
            result[i] = Math.abs(result[i]);
        }
    }

    @Override
    public String toString() {
        return "AbsSumReduction()";
    }
}
