package org.visionheatmaps.spark.measure;

import org.visionheatmaps.tensor.Tensor;

/** The size of an element: W×H pixels of some channels. */
public record MapSize(int width, int height, int channels) {
    /** The size of channels, W×H×C. */
    public static MapSize of(Tensor x) {
        return new MapSize(x.size(0), x.size(1), x.size(2));
    }
}
