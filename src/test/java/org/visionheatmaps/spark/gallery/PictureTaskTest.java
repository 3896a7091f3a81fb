package org.visionheatmaps.spark.gallery;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.image.ImageRoots;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.RowDecoder;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.input.image.ImageReading;
import org.visionheatmaps.spark.input.source.StoredValues;
import org.visionheatmaps.spark.measure.MeasureTask;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.tensor.Layout;

@Tag("spark")
class PictureTaskTest {
    @TempDir
    private Path folder;

    @Test
    void storageThatFailsIsNotReportedAsAnElementWithoutAValue() throws IOException {
        Configuration configuration = new Configuration();
        RowDecoder decoder = new RowDecoder(
                true,
                Layout.NCHW,
                null,
                new StoredValues("attribution", new HadoopSettings(configuration), null),
                ImageReading.of(
                        ImageOptions.DEFAULT,
                        ImageRoots.of(List.of(), configuration),
                        SparkTestSession.get().sparkContext()));
        String text = "SumReduction() |> RangeColormap(:jet, 0, 1)";
        MeasureTask.Plan plan = new MeasureTask.Plan(
                Fit.of(FittedPipeline.parse(text)), MapSteps.of(Pipeline.parse(text)), List.of(), false);
        PictureTask task = new PictureTask(
                JavaSerialized.of(
                        JavaSparkContext.fromSparkContext(SparkTestSession.get().sparkContext()),
                        new PictureTask.Plan(plan, Set.of())),
                new ReaderConfig(decoder, RowCheck.NONE, new GroupColumns(List.of()), NonFinite.QUARANTINE, false),
                null,
                null);
        String gone = folder.resolve("gone.parquet").toUri().toString();
        Row row = RowFactory.create("a", gone, 0L, null, null, null, null, null, 0L, 0L);
        JobFailedException failure = assertThrows(
                JobFailedException.class, () -> task.call(List.of(row).iterator()));
        assertTrue(failure.getMessage().contains(gone), failure.getMessage());
    }
}
