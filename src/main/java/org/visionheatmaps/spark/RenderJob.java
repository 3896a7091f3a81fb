package org.visionheatmaps.spark;

import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.audit.RunReport;
import org.visionheatmaps.pipeline.Pipeline;

/**
 * The main job: attribution rows in, heatmaps out.
 *
 * @param input what to read
 * @param pipeline what to draw; must end with colours
 * @param partitioning how elements are spread
 * @param output where heatmaps go
 * @param errors what happens to elements that cannot be drawn
 */
public record RenderJob(
        InputOptions input, Pipeline pipeline, Partitioning partitioning, OutputOptions output, ErrorPolicy errors) {
    /**
     * Runs the job. The output appears whole, at the end, or not at all.
     *
     * @throws IllegalArgumentException if the input or the options do not fit each other; the message says what to change
     * @throws JobFailedException if the data or the cluster failed the job
     */
    public RunReport run(SparkSession spark, Progress progress) {
        throw new UnsupportedOperationException("not written yet");
    }
}
