package org.visionheatmaps.spark.render;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.spark.fit.UnseenGroup;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.measure.MaskColumn;
import org.visionheatmaps.spark.output.OutputNaming;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.QuarantineFolder;
import org.visionheatmaps.spark.run.TallyAccumulator;

/**
 * What a task does: normalised rows in, heatmap rows out, faults to the quarantine.
 *
 * @param fit the pipelines by group
 * @param unseenGroup what happens to elements of other groups
 * @param reading how rows become elements
 * @param naming names the outputs
 * @param masks where objects are, or null
 * @param caption of each heatmap, or null
 * @param quarantine where faults are written
 * @param settings of the heatmaps
 * @param tallies where the task's counts go
 */
public record RenderTask(
        JavaSerialized<Fit> fit,
        UnseenGroup unseenGroup,
        ReaderConfig reading,
        OutputNaming naming,
        MaskColumn masks,
        CaptionColumns caption,
        QuarantineFolder quarantine,
        RenderSettings settings,
        TallyAccumulator tallies)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws Exception {
        return new RenderedRows(rows, this);
    }
}
