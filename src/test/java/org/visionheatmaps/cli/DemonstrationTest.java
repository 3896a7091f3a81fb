package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;

@Tag("spark")
class DemonstrationTest {
    @ParameterizedTest
    @EnumSource
    void everyMethodIsDrawnIntoItsFolder(Demonstration method) {
        RenderJob job = method.job("sample.parquet", "pictures/", OutputOptions.Mode.ERROR);
        ElementRenderer.requireColors(job.pipeline());
        assertEquals(Pipeline.parse(method.pipeline()), job.pipeline());
        assertEquals("pictures/" + method, job.output().path());
        assertEquals(OutputFormat.PNG, job.output().format());
        assertEquals(Optional.of("method = '" + method + "'"), job.input().where());
    }

    @Test
    void gradCamIsThePresetForIt() {
        assertEquals(
                Preset.CAM.pipeline(),
                Demonstration.GRAD_CAM
                        .job("in", "out", OutputOptions.Mode.ERROR)
                        .pipeline());
    }
}
