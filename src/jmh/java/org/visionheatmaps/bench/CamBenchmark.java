package org.visionheatmaps.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.Composition;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.Heatmap;
import org.visionheatmaps.render.Panel;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.tensor.Tensor;

/** A class activation map of 7×7 over a photograph, in each of the ways in which such are shown, to the bytes of its PNG. */
public class CamBenchmark extends SampleBenchmark {
    private static final int MAP_SIZE = 7;
    private static final String LARGE = "SumReduction() |> FlipImage() |> ResizeToImage(Linear()) |> ";
    private static final String PANELS = "panels";

    /** A preset, the panels of one, or the steps after the map has the photograph's size. */
    @Param({
        "cam",
        "cam-smooth",
        "ExtremaColormap(:jet1) |> ValueAlpha()",
        "MassClip() |> MaskImage()",
        "QuantileOutline(0.9)",
        "grad-cam",
        PANELS
    })
    public String steps;

    private Tensor map;
    private ElementRenderer renderer;

    @Override
    protected void prepare() {
        map = SampleTensors.read().tensor(0, MAP_SIZE);
        boolean isPanels = steps.equals(PANELS);
        FittedPipeline pipeline = isPanels
                ? Preset.CAM_SMOOTH.pipeline().fitted()
                : steps.contains("(")
                        ? FittedPipeline.parse(LARGE + steps)
                        : Preset.pipelineOf(steps).fitted();
        List<Panel> panels = isPanels ? List.of(Panel.values()) : List.of();
        renderer = new ElementRenderer(
                pipeline, RenderSettings.of("benchmark").with(new Composition(panels, null, ColorbarSide.NONE)));
    }

    @Benchmark
    public Heatmap render() {
        return renderer.render("sample", map, photograph());
    }
}
