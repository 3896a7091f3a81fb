package org.visionheatmaps.bench;

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
import org.visionheatmaps.metrics.Bins;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.metrics.MapMeter;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.reduction.NormReduction;

/** Measuring for an audit, in microseconds an image: the sample, one after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AuditBenchmark {
    private static final int IMAGES = 16;

    private final Tensor[] channels = new Tensor[IMAGES];
    private final Tensor[] maps = new Tensor[IMAGES];
    private final MapMeter meter = new MapMeter();
    private final Scratch scratch = new Scratch();

    /** All images, and their norms. */
    @Setup
    public void prepare() {
        SampleTensors sample = SampleTensors.read();
        for (int i = 0; i < IMAGES; i++) {
            channels[i] = sample.tensor(i, SampleTensors.SIZE);
            maps[i] = new NormReduction().apply(channels[i], null);
        }
    }

    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public Histogram maps() {
        Histogram values = new Histogram(Bins.FLOAT);
        for (Tensor map : maps) {
            meter.measure(map, Double.NaN, Double.NaN, values);
        }
        return values;
    }

    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public Profile reducedMeasuredAndAdded() {
        Profile profile = new Profile();
        for (Tensor x : channels) {
            Tensor map = new NormReduction().reduce(x, scratch);
            ElementMetrics metrics = meter.measure(map, Double.NaN, Double.NaN, profile.values());
            profile.add(metrics, "ok");
        }
        return profile;
    }
}
