package org.visionheatmaps.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor's time per operation, the collector's and the compiler's threads included: on a machine that is shared it means more
 * than the clock. A profiler of JMH, which {@code scripts/jmh} uses.
 */
public final class CpuTime implements InternalProfiler {
    private long start;

    @Override
    public String getDescription() {
        return "the processor's time per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        start = Meter.cpuNanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = 1e-3 * (Meter.cpuNanos() - start) / result.getMetadata().getAllOps();
        return List.of(new ScalarResult("cpu", micros, "µs/op", AggregationPolicy.AVG));
    }
}
