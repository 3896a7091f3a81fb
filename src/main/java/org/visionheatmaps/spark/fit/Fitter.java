package org.visionheatmaps.spark.fit;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FittedStep;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.RowPartitioner;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Monitor;
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
public record Fitter(
        Pipeline pipeline,
        QuantileMethod quantiles,
        Partitioning partitioning,
        NonFinite nonFinite,
        ErrorPolicy errors) {
    /**
     * @param keys the columns that make groups, and those that tell duplicates apart
     * @throws JobFailedException if too many elements cannot be drawn
     */
    public Fit fit(
            JavaSparkContext context, ElementSource source, List<StructField> keys, RowCheck check, Monitor monitor) {
        Dataset<Row> normalised = source.normalised(true, pipeline.usesImage() && source.hasImage(), keys);
        Partitioning spread = partitioning.kind() == Partitioning.Kind.ELEMENT ? Partitioning.AUTO : partitioning;
        RowPartitioner elements = source.spread(normalised, spread, pipeline.usesImage());
        ReaderConfig reading = new ReaderConfig(
                elements.decoder(),
                check,
                GroupColumns.of(pipeline.groupColumns(), keys),
                nonFinite,
                errors.failFast());
        Fit fit = pipeline.fit(
                new SparkDataPass(context, elements, reading, source.check(), monitor, source.rows()), quantiles);
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
