package org.visionheatmaps.spark.measure;

import org.visionheatmaps.tensor.Tensor;

/** The size of an element: W×H pixels of some channels. */
record MapSize(int width, int height, int channels) {
    static MapSize of(Tensor x) {
        return new MapSize(x.size(0), x.size(1), x.size(2));
    }
}
