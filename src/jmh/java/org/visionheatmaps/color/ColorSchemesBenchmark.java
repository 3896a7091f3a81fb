package org.visionheatmaps.color;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the catalogue costs: once for a process, once for a pipeline, and nothing for an image. */
@State(Scope.Benchmark)
public class ColorSchemesBenchmark {
    /** The first use in a fresh process, classes loaded and nothing compiled: what a user waits for. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Fork(10)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public ColorScheme firstSchemeOfAProcess() {
        return ColorSchemes.catalogue().get("batlow");
    }

    /** The whole catalogue once more. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Fork(1)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public ColorSchemes readCatalogue() {
        return ColorSchemes.readCatalogue();
    }

    /** A name in a pipeline's text: 256 colours. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Fork(1)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public ColorScheme getScheme() {
        return ColorSchemes.catalogue().get("batlow");
    }
}
