package org.visionheatmaps.sql;

import java.util.Arrays;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import scala.runtime.BoxedUnit;

/**
 * What this project adds to the analysis of queries: constant pipelines and options of its functions are checked, and functions are
 * described by {@code DESCRIBE FUNCTION}. Spark finds it in the jar when it makes a session; in sessions that began before the jar was
 * added, pipelines are checked in tasks.
 */
public final class HeatmapExtensions implements SparkSessionExtensionsProvider {
    /** Made by Spark. */
    public HeatmapExtensions() {}

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        extensions.injectCheckRule(session -> plan -> {
            ConstantArguments.check(plan);
            return BoxedUnit.UNIT;
        });
        if (hasEarlyRules()) {
            FunctionDescriptions.inject(extensions);
        }
        return BoxedUnit.UNIT;
    }

    /** Spark 3.5 refuses to describe functions of catalogs before rules of extensions run. */
    private static boolean hasEarlyRules() {
        return Arrays.stream(SparkSessionExtensions.class.getMethods())
                .anyMatch(method -> method.getName().equals("injectHintResolutionRule"));
    }
}
