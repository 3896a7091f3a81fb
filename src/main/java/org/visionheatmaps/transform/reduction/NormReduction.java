package org.visionheatmaps.transform.reduction;

/**
 * The Euclidean norm of the channels, one square root per channel.
 *
 * <p>Shape: W×H×C to W×H. Values: not negative; one channel keeps its sign. Formula: {@code r = sqrt(r*r + c*c)}
 * (SEMANTICS, reductions). Edges: one channel passes through untouched; squares that overflow the
 * dtype become infinite, which the colormap refuses.
 */
public record NormReduction() implements Reduction {
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
