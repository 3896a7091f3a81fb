package org.visionheatmaps.transform.reduction;

/**
 * The Euclidean norm of the channels, one square root per channel.
 *
 * <p>Shape: W×H×C to W×H. Values: not negative; one channel keeps its sign. Formula: {@code r = sqrt(r*r + c*c)}
 * (SEMANTICS, reductions). Edges: one channel passes through untouched; where squares leave the range of floats, so that the
 * reference has no picture, the norm is computed in double ({@link FloatRange}).
 */
public record NormReduction() implements Reduction {
    @Override
    public boolean isOfMagnitudes() {
        return true;
    }

    @Override
    public boolean squares() {
        return true;
    }

    @Override
    public void fold(float[] result, float[] values, int length) {
        for (int i = 0; i < length; i++) {
            float r = result[i];
            float c = values[i];
            result[i] = (float) Math.sqrt(r * r + c * c);
        }
    }

    @Override
    public void fold(double[] result, double[] values, int length) {
        for (int i = 0; i < length; i++) {
            double r = result[i];
            double c = values[i];
            result[i] = Math.sqrt(r * r + c * c);
        }
    }

    @Override
    public String toString() {
        return "NormReduction()";
    }
}
