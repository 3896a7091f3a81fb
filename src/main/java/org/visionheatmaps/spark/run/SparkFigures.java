package org.visionheatmaps.spark.run;

import org.apache.spark.SparkContext;
import org.apache.spark.metrics.source.LongAccumulatorSource$;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import scala.collection.immutable.Map;

/**
 * The counts of a run among Spark's own metrics, for whatever {@code spark.metrics.conf} sends them to: gauges of the driver named
 * {@code AccumulatorSource.vision_heatmaps.…}. They follow the run while it goes on, and grow over the batches of a series.
 */
public final class SparkFigures {
    private static final String PREFIX = "vision_heatmaps.";

    private final LongAccumulator rendered;
    private final LongAccumulator quarantined;
    private final LongAccumulator errors;
    private final LongAccumulator warnings;
    private long renderedBefore;
    private long quarantinedBefore;

    private SparkFigures(SparkContext context) {
        rendered = context.longAccumulator();
        quarantined = context.longAccumulator();
        errors = context.longAccumulator();
        warnings = context.longAccumulator();
    }

    /** Counts that nobody sees: gauges can be added only once. */
    public static SparkFigures unpublished(SparkSession spark) {
        return new SparkFigures(spark.sparkContext());
    }

    /** Adds gauges to Spark's metrics, all of them 0. To be made once for each Spark. */
    public static SparkFigures published(SparkSession spark) {
        SparkContext context = spark.sparkContext();
        SparkFigures figures = new SparkFigures(context);
        // The only way to a map that is the same in all versions of Scala.
        LongAccumulatorSource$.MODULE$.register(
                context,
                new Map.Map4<>(
                        PREFIX + "elements.ok",
                        figures.rendered,
                        PREFIX + "elements.quarantined",
                        figures.quarantined,
                        PREFIX + "rules.errors",
                        figures.errors,
                        PREFIX + "rules.warnings",
                        figures.warnings));
        return figures;
    }

    /** Follows a run whose progress goes on to another. */
    public Progress following(Progress next) {
        return status -> {
            follow(status);
            next.update(status);
        };
    }

    private synchronized void follow(Progress.Status status) {
        set(rendered, renderedBefore + status.rendered());
        set(quarantined, quarantinedBefore + status.quarantined());
    }

    /** Elements of a run that has ended. */
    public synchronized void ended(long okCount, long quarantinedCount) {
        renderedBefore += okCount;
        quarantinedBefore += quarantinedCount;
        set(rendered, renderedBefore);
        set(quarantined, quarantinedBefore);
    }

    /** Rules that do not hold, each group by itself. */
    public synchronized void violated(long errorCount, long warningCount) {
        set(errors, errors.sum() + errorCount);
        set(warnings, warnings.sum() + warningCount);
    }

    private static void set(LongAccumulator gauge, long value) {
        gauge.add(value - gauge.sum());
    }
}
