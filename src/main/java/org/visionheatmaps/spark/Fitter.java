package org.visionheatmaps.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FittedStep;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.stats.QuantileMethod;

/**
 * Fits a pipeline to rows, of which it reads the columns that it needs.
 *
 * @param pipeline has steps over the dataset
 * @param quantiles how quantiles are found
 * @param partitioning how rows are spread; a batch stays together
 * @param nonFinite what happens to values that are NaN or infinite
 * @param errors says how many elements may be left out
 */
record Fitter(
        Pipeline pipeline,
        QuantileMethod quantiles,
        Partitioning partitioning,
        NonFinite nonFinite,
        ErrorPolicy errors) {
    /**
     * @param keys the columns that make groups, and those that tell duplicates apart
     * @throws JobFailedException if too many elements cannot be drawn
     */
    Fit fit(SparkSession spark, ElementRows source, List<StructField> keys, Duplicates duplicates, Monitor monitor) {
        Dataset<Row> normalised = source.normalised(true, pipeline.usesImage() && source.hasImage(), keys);
        Partitioning spread = partitioning.kind() == Partitioning.Kind.ELEMENT ? Partitioning.AUTO : partitioning;
        Elements elements = source.spread(normalised, spread, pipeline.usesImage());
        Reading reading = new Reading(
                elements.decoder(),
                duplicates,
                GroupColumns.of(pipeline.groupColumns(), keys),
                nonFinite,
                errors.failFast());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Fit fit;
        try {
            fit = pipeline.fit(
                    new SparkDataPass(context, elements, reading, source.check(), monitor, source.rows()), quantiles);
        } catch (Exception e) {
            // Spark's own exceptions are checked in Java's eyes but not declared.
            throw SparkFailures.explain(e);
        }
        fit.steps().forEach(this::requireFewErrors);
        return fit;
    }

    private void requireFewErrors(FittedStep step) {
        long leftOut = step.leftOutElements();
        if (errors.exceededBy(leftOut, leftOut + step.elements())) {
            throw new JobFailedException("Too many elements cannot be drawn: a fit had to leave out " + leftOut + " of "
                    + (leftOut + step.elements()) + ", more than --max-errors allows: " + step.leftOut());
        }
    }
}
