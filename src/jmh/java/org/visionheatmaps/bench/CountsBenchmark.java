package org.visionheatmaps.bench;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.visionheatmaps.stats.QuantileSearch;
import org.visionheatmaps.stats.ValueCounts;
import org.visionheatmaps.stats.Window;
import org.visionheatmaps.stats.WindowCounts;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.reduction.NormReduction;

/** Counting for a fit over the dataset, in nanoseconds a value: the norms of the sample, one image after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CountsBenchmark {
    private static final int IMAGES = 16;
    private static final int VALUES = IMAGES * SampleTensors.SIZE * SampleTensors.SIZE;

    private final Tensor[] floats = new Tensor[IMAGES];
    private final Tensor[] doubles = new Tensor[IMAGES];
    private ValueCounts counts;
    private WindowCounts windows;

    /** All images counted once, and the windows of the default clip's quantiles. */
    @Setup
    public void prepare() {
        SampleTensors sample = SampleTensors.read();
        counts = new ValueCounts();
        for (int i = 0; i < IMAGES; i++) {
            floats[i] = new NormReduction().apply(sample.tensor(i, SampleTensors.SIZE), null);
            doubles[i] = new Clip(-1e30, 1e30).apply(floats[i], null);
            counts.add(floats[i]);
        }
        Set<Window> wanted = new QuantileSearch(counts, List.of(0.001, 0.999)).windows();
        windows = new WindowCounts(wanted);
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public ValueCounts firstPassOfFloats() {
        for (Tensor x : floats) {
            counts.add(x);
        }
        return counts;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public ValueCounts firstPassOfDoubles() {
        for (Tensor x : doubles) {
            counts.add(x);
        }
        return counts;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public WindowCounts secondPassOfFloats() {
        for (Tensor x : floats) {
            windows.add(x);
        }
        return windows;
    }
}
