package org.visionheatmaps.bench;

import java.util.List;
import java.util.Optional;
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
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.HeatmapPainter;

/** From a tensor to its pixels, without the PNG, the samples in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PaintBenchmark {
    /** 4096 on demand: {@code -p size=4096}. */
    @Param({"28", "224", "1024"})
    int size;

    @Param({"sensitivity", "attribution", "clip"})
    String pipeline;

    private HeatmapPainter painter;
    private List<Tensor> tensors;
    private int next;

    /** A few samples, so that no branch learns one by heart. */
    @Setup
    public void prepare() {
        SampleTensors sample = SampleTensors.read();
        tensors = List.of(
                sample.tensor(0, size), sample.tensor(5, size), sample.tensor(9, size), sample.tensor(14, size));
        painter = HeatmapPainter.of(
                        Pipeline.parse(Pipelines.text(pipeline)).fitted().transforms())
                .orElseThrow();
    }

    @Benchmark
    public Optional<HeatmapPainter.Painting> paint() {
        next = (next + 1) % tensors.size();
        return painter.paint(tensors.get(next));
    }
}
