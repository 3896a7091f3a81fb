package org.visionheatmaps.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.stats.QuantileSearch;
import org.visionheatmaps.stats.ValueCounts;
import org.visionheatmaps.stats.WindowCounts;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.reduction.NormReduction;

/**
 * Quantiles of many values by our counts and by Spark's {@code approxQuantile} over a cached column, per CPU second. Run by {@code
 * scripts/benchmark-quantiles [IMAGES]}.
 */
public final class QuantileBenchmark {
    private static final double[] FRACTIONS = {0.001, 0.999};
    /** Of our counts: one takes a few clock ticks. */
    private static final int ROUNDS = 20;

    private static final double[] ERRORS = {1e-2, 1e-3, 1e-4};

    private final List<Tensor> values = new ArrayList<>();

    private QuantileBenchmark(long images) {
        LongStream.range(0, images).forEach(image -> values.add(norms(image)));
    }

    /** Takes the number of images of 50,176 values. */
    public static void main(String[] arguments) {
        new QuantileBenchmark(arguments.length == 0 ? 400 : Long.parseLong(arguments[0])).run();
    }

    private static Tensor norms(long image) {
        float[] scaled = Sample.TENSORS.scaled(image);
        return new NormReduction()
                .apply(Tensor.channels(scaled, SampleTensors.SIZE, SampleTensors.SIZE, SampleTensors.CHANNELS), null);
    }

    /** Read once a process. */
    private static final class Sample {
        private static final SampleTensors TENSORS = SampleTensors.read();
    }

    private void run() {
        System.out.printf(
                Locale.ROOT, "| method | million values per CPU second | worst value error |%n| --- | ---: | ---: |%n");
        QuantileSearch[] search = {search(), search()}; // Warms up.
        ValueCounts counts = new ValueCounts();
        double first = seconds(() -> values.forEach(counts::add));
        for (int round = 1; round < ROUNDS; round++) {
            first += seconds(() -> values.forEach(new ValueCounts()::add));
        }
        double both = 0;
        for (int round = 0; round < ROUNDS; round++) {
            both += seconds(() -> search[0] = search());
        }
        double[] exact =
                Arrays.stream(FRACTIONS).map(search[0].summary()::quantile).toArray();
        double[] quick =
                Arrays.stream(FRACTIONS).map(counts.summary()::quantile).toArray();
        line("counts, " + QuantileMethod.APPROXIMATE, first / ROUNDS, exact, quick);
        line("counts, " + QuantileMethod.EXACT, both / ROUNDS, exact, exact);
        peers(exact);
    }

    /** Every pass that exact quantiles take. */
    private QuantileSearch search() {
        ValueCounts counts = new ValueCounts();
        values.forEach(counts::add);
        QuantileSearch search =
                new QuantileSearch(counts, Arrays.stream(FRACTIONS).boxed().toList());
        while (!search.windows().isEmpty()) {
            WindowCounts windows = new WindowCounts(search.windows());
            values.forEach(windows::add);
            search.narrow(windows);
        }
        return search;
    }

    private void peers(double[] exact) {
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        FlatMapFunction<Long, Double> explode = image -> {
            float[] norms = norms(image).floats();
            Double[] boxed = new Double[norms.length];
            Arrays.setAll(boxed, i -> (double) norms[i]);
            return Arrays.asList(boxed).iterator();
        };
        Dataset<Double> column = spark.range(0, values.size(), 1, 8)
                .as(Encoders.LONG())
                .flatMap(explode, Encoders.DOUBLE())
                .cache();
        column.count();
        column.stat().approxQuantile("value", FRACTIONS, 0.1); // Warms up.
        for (double error : ERRORS) {
            double[][] found = new double[1][];
            double seconds = seconds(() -> found[0] = column.stat().approxQuantile("value", FRACTIONS, error));
            line("approxQuantile, rank error " + error, seconds, exact, found[0]);
        }
        spark.stop();
    }

    /** CPU seconds of all threads, which other programs on the machine disturb least. */
    private static double seconds(Runnable work) {
        long start = Meter.cpuNanos();
        work.run();
        return 1e-9 * (Meter.cpuNanos() - start);
    }

    private void line(String method, double seconds, double[] exact, double[] found) {
        double worst = 0;
        for (int i = 0; i < exact.length; i++) {
            double error = Math.abs(found[i] - exact[i]);
            worst = Math.max(worst, error == 0 ? 0 : error / Math.abs(exact[i]));
        }
        double rate = values.size() * (double) SampleTensors.SIZE * SampleTensors.SIZE / seconds / 1e6;
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.2g %% |%n", method, rate, 100 * worst);
    }
}
