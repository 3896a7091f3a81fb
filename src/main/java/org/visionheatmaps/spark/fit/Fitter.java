package org.visionheatmaps.spark.fit;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FittedStep;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.RowPartitioner;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Monitor;

/**
 * Fits a pipeline to rows, of which it reads the columns that it needs.
 *
 * @param pipeline has steps over the dataset
 * @param options how
 */
public record Fitter(Pipeline pipeline, FitOptions options) {
    /**
     * @param keys the columns that make groups, and those that tell duplicates apart
     * @throws JobFailedException if too many elements cannot be drawn
     */
    public Fit fit(
            JavaSparkContext context, ElementSource source, List<StructField> keys, RowCheck check, Monitor monitor) {
        Dataset<Row> normalised = source.normalised(true, pipeline.usesImage() && source.hasImage(), keys);
        Partitioning partitioning = options.partitioning();
        Partitioning spread = partitioning.kind() == Partitioning.Kind.ELEMENT ? Partitioning.AUTO : partitioning;
        RowPartitioner elements = source.spread(normalised, spread, pipeline.usesImage());
        ReaderConfig reading = new ReaderConfig(
                elements.decoder(),
                check,
                GroupColumns.of(pipeline.groupColumns(), keys),
                options.nonFinite(),
                options.errors().failFast());
        Fit fit = pipeline.fit(
                new SparkDataPass(context, elements, reading, source.check(), monitor, source.rows()),
                options.quantiles());
        fit.steps().forEach(this::requireFewErrors);
        return fit;
    }

    private void requireFewErrors(FittedStep step) {
        long leftOut = step.leftOutElements();
        if (options.errors().exceededBy(leftOut, leftOut + step.elements())) {
            throw new JobFailedException("Too many elements cannot be drawn: a fit had to leave out " + leftOut + " of "
                    + (leftOut + step.elements()) + ", more than --max-errors allows: " + step.leftOut());
        }
    }
}
