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
import org.visionheatmaps.metrics.Atlas;
import org.visionheatmaps.metrics.Bins;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.metrics.Localisation;
import org.visionheatmaps.metrics.MapMeter;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.metrics.PairMeter;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.metrics.Region;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.reduction.NormReduction;
import org.visionheatmaps.transform.reduction.SumReduction;

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
    private final Tensor[] sums = new Tensor[IMAGES];
    private final MapMeter meter = new MapMeter();
    private final Localisation localisation = new Localisation(Localisation.Options.DEFAULT);
    private final PairMeter pairs = new PairMeter();
    private boolean[] mask;
    private final Scratch scratch = new Scratch();

    /** All images, and their norms. */
    @Setup
    public void prepare() {
        SampleTensors sample = SampleTensors.read();
        for (int i = 0; i < IMAGES; i++) {
            channels[i] = sample.tensor(i, SampleTensors.SIZE);
            maps[i] = new NormReduction().apply(channels[i], null);
            sums[i] = new SumReduction().apply(channels[i], null);
        }
        // A disc.
        mask = new boolean[SampleTensors.SIZE * SampleTensors.SIZE];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            int x = pixel % SampleTensors.SIZE - 100;
            int y = pixel / SampleTensors.SIZE - 120;
            mask[pixel] = x * x + y * y < 70 * 70;
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

    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public long looks() {
        long sum = 0;
        for (Tensor map : sums) {
            sum += Atlas.look(map)[0];
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public double localised() {
        double sum = 0;
        for (Tensor map : maps) {
            ElementMetrics metrics = new ElementMetrics();
            int side = SampleTensors.SIZE;
            localisation.measure(map, Region.ofMask(mask, side, side, side, side), metrics);
            sum += metrics.get(Metric.AUC);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public double compared() {
        double sum = 0;
        for (int i = 0; i < IMAGES; i++) {
            ElementMetrics metrics = new ElementMetrics();
            pairs.measure(sums[i], sums[(i + 1) % IMAGES], metrics);
            sum += metrics.get(Metric.SPEARMAN);
        }
        return sum;
    }
}
