package org.visionheatmaps.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** What the benchmarks of images share: JMH's settings, the sizes, and the sample's attributions in turn, one for each operation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class SampleBenchmark {
    /** Values of all samples together, about: at 4096, one sample is 200 MB. */
    private static final int VALUES = 1 << 24;

    @Param({"28", "224", "1024", "4096"})
    public int size;

    private final List<Tensor> tensors = new ArrayList<>();
    private RgbImage photograph;
    private int next;

    /** As many samples as fit, so that no branch learns one by heart. */
    @Setup
    public final void readSample() {
        SampleTensors sample = SampleTensors.read();
        int count = Math.max(1, Math.min(sample.count(), VALUES / (3 * size * size)));
        for (int i = 0; i < count; i++) {
            tensors.add(tensor(sample, i));
        }
        photograph = sample.image(0, size);
        prepare();
    }

    /** What a benchmark makes of the samples beforehand. JMH leaves the order of two set-ups open, so this is not one. */
    protected abstract void prepare();

    /** One sample in the benchmark's size. */
    protected Tensor tensor(SampleTensors sample, int index) {
        return sample.tensor(index, size);
    }

    /** All samples, for a benchmark that takes something made of them. */
    protected final List<Tensor> tensors() {
        return tensors;
    }

    /** The photograph of the first sample, in the benchmark's size. */
    protected final RgbImage photograph() {
        return photograph;
    }

    /** The number of the sample whose turn it is. */
    protected final int turn() {
        next = next + 1 == tensors.size() ? 0 : next + 1;
        return next;
    }
}
