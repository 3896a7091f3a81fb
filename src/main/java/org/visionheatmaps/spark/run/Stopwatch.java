package org.visionheatmaps.spark.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Wall-clock seconds by stage. */
public final class Stopwatch {
    private final long start = System.nanoTime();
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    public <T> T time(String stage, Supplier<T> work) {
        long before = System.nanoTime();
        try {
            return work.get();
        } finally {
            seconds.merge(stage, rounded(System.nanoTime() - before), Double::sum);
        }
    }

    /** The stages so far, and all since the start under {@code total}. */
    public Map<String, Double> seconds() {
        Map<String, Double> all = new LinkedHashMap<>(seconds);
        all.put("total", rounded(System.nanoTime() - start));
        return all;
    }

    private static double rounded(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }
}
