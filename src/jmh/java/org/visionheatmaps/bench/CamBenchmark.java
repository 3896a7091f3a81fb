package org.visionheatmaps.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.Heatmap;
import org.visionheatmaps.tensor.Tensor;

/** A class activation map of 7×7 over a photograph, the preset {@code cam}, to the bytes of its PNG. */
public class CamBenchmark extends SampleBenchmark {
    private static final int MAP_SIZE = 7;

    private Tensor map;
    private ElementRenderer renderer;

    @Override
    protected void prepare() {
        map = SampleTensors.read().tensor(0, MAP_SIZE);
        renderer = new ElementRenderer(Preset.CAM.pipeline().fitted(), "benchmark");
    }

    @Benchmark
    public Heatmap render() {
        return renderer.render("sample", map, photograph());
    }
}
