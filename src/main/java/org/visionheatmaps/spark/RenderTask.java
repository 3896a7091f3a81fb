package org.visionheatmaps.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.HadoopSettings;
import org.visionheatmaps.io.StagedFiles;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.ColorbarSide;

/**
 * What a task does: normalised rows in, heatmap rows out, faults to the quarantine.
 *
 * @param fit the pipelines by group
 * @param unseenGroup what happens to elements of other groups
 * @param reading how rows become elements
 * @param naming names the outputs
 * @param quarantine where faults are written
 * @param software what the PNGs say drew them
 * @param encoding of the PNGs
 * @param colorbar where a colour bar stands beside each heatmap, if any
 * @param tallies where the task's counts go
 */
record RenderTask(
        Serialized<Fit> fit,
        UnseenGroup unseenGroup,
        Reading reading,
        OutputNaming naming,
        Quarantine quarantine,
        String software,
        PngEncoding encoding,
        ColorbarSide colorbar,
        TallyAccumulator tallies)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /**
     * The folders that tasks write faults to.
     *
     * @param folder where files of faults are put
     * @param temporary where they are written first
     * @param run makes the files' names unique among runs
     * @param settings of the file system
     */
    record Quarantine(String folder, String temporary, String run, HadoopSettings settings) implements Serializable {
        StagedFiles files() throws IOException {
            return new StagedFiles(new Path(folder), new Path(temporary), settings.configuration());
        }
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws Exception {
        return new RenderedRows(rows, this);
    }
}
