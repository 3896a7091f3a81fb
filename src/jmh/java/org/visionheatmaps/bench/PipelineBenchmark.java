package org.visionheatmaps.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.Heatmap;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** From a tensor to the bytes of its PNG, the samples in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PipelineBenchmark {
    /** 4096 on demand: {@code -p size=4096}. */
    @Param({"28", "224", "1024"})
    int size;

    /** The presets, and the default with a clip of its own. */
    @Param({"sensitivity", "attribution", "clip", "overlay"})
    String pipeline;

    private ElementRenderer renderer;
    private List<Tensor> tensors;
    private RgbImage photograph;
    private int next;

    /** A few samples, so that no branch learns one by heart. */
    @Setup
    public void prepare() {
        SampleTensors sample = SampleTensors.read();
        tensors = List.of(
                sample.tensor(0, size), sample.tensor(5, size), sample.tensor(9, size), sample.tensor(14, size));
        renderer = new ElementRenderer(Pipeline.parse(Pipelines.text(pipeline)).fitted(), "benchmark");
        photograph = sample.image(0, size);
    }

    @Benchmark
    public Heatmap render() {
        next = (next + 1) % tensors.size();
        return renderer.render("sample", tensors.get(next), photograph);
    }
}
