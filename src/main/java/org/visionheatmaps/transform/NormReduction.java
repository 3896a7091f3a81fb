package org.visionheatmaps.transform;

/**
 * The Euclidean norm of the channels, one square root per channel.
 *
 * <p>Shape: W×H×C to W×H. Values: not negative; one channel keeps its sign. Formula: {@code r = sqrt(r*r + c*c)}
 * (SEMANTICS, reductions). Edges: one channel passes through untouched; squares that overflow the
 * dtype become infinite, which the colormap refuses.
 */
public record NormReduction() implements Reduction {
    @Override
    public void fold(float[] result, int at, float[] values, int from, int length) {
        for (int i = 0; i < length; i++) {
            float r = result[at + i];
            float c = values[from + i];
            result[at + i] = (float) Math.sqrt(r * r + c * c);
        }
    }

    @Override
    public void fold(double[] result, int at, double[] values, int from, int length) {
        for (int i = 0; i < length; i++) {
            double r = result[at + i];
            double c = values[from + i];
            result[at + i] = Math.sqrt(r * r + c * c);
        }
    }

    @Override
    public String toString() {
        return "NormReduction()";
    }
}
