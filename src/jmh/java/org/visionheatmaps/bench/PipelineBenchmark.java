package org.visionheatmaps.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.Heatmap;
import org.visionheatmaps.render.RenderSettings;

/** From a tensor to the bytes of its PNG. With {@code -prof gc}, what an element takes of memory: its PNG, and what is printed beside. */
public class PipelineBenchmark extends SampleBenchmark {
    /** The presets, and the default with a clip of its own. */
    @Param({"sensitivity", "attribution", "clip", "overlay"})
    public String pipeline;

    @Param({"RGB", "PALETTE"})
    public PngEncoding.Color color;

    private ElementRenderer renderer;

    /** A renderer that has its memory. */
    @Override
    protected void prepare() {
        renderer = new ElementRenderer(
                Pipeline.parse(Pipelines.text(pipeline)).fitted(),
                RenderSettings.of("benchmark").withEncoding(new PngEncoding(PngEncoding.Effort.FAST, color)));
        long bytes = 0;
        for (int i = 0; i < tensors().size(); i++) {
            bytes += render().png().length;
        }
        System.out.printf("%nPNGs of %d bytes%n", bytes / tensors().size());
    }

    @Benchmark
    public Heatmap render() {
        return renderer.render("sample", tensors().get(turn()), photograph());
    }
}
