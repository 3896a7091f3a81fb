package org.visionheatmaps.transform.reduction;

/**
 * The mean of the channels.
 *
 * <p>Shape: W×H×C to W×H. Values: signed. Formula: {@code (sum of c) / C}, summed left to right in the dtype of the input, as {@link
 * SumReduction}, and rounded once more by the division. Edges: one channel passes through untouched.
 */
public record MeanReduction() implements Reduction {
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
            result[i] = result[i] / channels;
        }
    }

    @Override
    public void finish(double[] result, int length, int channels) {
        for (int i = 0; i < length; i++) {
            result[i] = result[i] / channels;
        }
    }

    @Override
    public String toString() {
        return "MeanReduction()";
    }
}
