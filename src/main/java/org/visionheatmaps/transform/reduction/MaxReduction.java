package org.visionheatmaps.transform.reduction;

/**
 * The greatest of the channels.
 *
 * <p>Shape: W×H×C to W×H. Values: signed, each one of the input's. Formula: {@code r = max(r, c)}, from minus infinity. Edges: one channel
 * passes through untouched; for magnitudes see {@link MaxAbsReduction}.
 */
public record MaxReduction() implements Reduction {
    @Override
    public float start() {
        return Float.NEGATIVE_INFINITY;
    }

    @Override
    public boolean hidesInfinity() {
        return true;
    }

    @Override
    public void fold(float[] result, float[] values, int length) {
        for (int i = 0; i < length; i++) {
            float r = result[i];
            float c = values[i];
            result[i] = Math.max(r, c);
        }
    }

    @Override
    public void fold(double[] result, double[] values, int length) {
        for (int i = 0; i < length; i++) {
            double r = result[i];
            double c = values[i];
            result[i] = Math.max(r, c);
        }
    }

    @Override
    public String toString() {
        return "MaxReduction()";
    }
}
