package org.visionheatmaps.cli;

import java.util.Arrays;
import java.util.Locale;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;

/** What the demo draws: each method of attribution in the way that suits it. */
enum Demonstration {
    SMOOTHGRAD(
            "NormReduction() |> PercentileClip() |> ExtremaColormap(:batlow) |> FlipImage()",
            "how strongly each pixel acts, whichever way"),
    INTEGRATED_GRADIENTS(
            "SumReduction() |> PercentileClip() |> CenteredColormap(:berlin) |> FlipImage()",
            "what speaks for the class and what against it, around a neutral zero"),
    GRAD_CAM(
            "SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage() |> AlphaOverlay(0.6)",
            "a small activation map, enlarged and laid over the photograph"),
    OCCLUSION(
            "SumReduction() |> CenteredColormap(:seismic) |> FlipImage() |> ResizeToImage() |> AlphaOverlay(0.6)",
            "what the class loses when a patch is hidden, over the photograph");

    private final String pipeline;
    private final String shows;

    Demonstration(String pipeline, String shows) {
        this.pipeline = pipeline;
        this.shows = shows;
    }

    /** What the pictures show, in words. */
    String shows() {
        return shows;
    }

    /** The rows of this method. */
    String where() {
        return "method = '" + this + "'";
    }

    /** The text of the pipeline. */
    String pipeline() {
        return pipeline;
    }

    /** The folder of this method's pictures. */
    String folder(String output) {
        return output.replaceFirst("(?<=[^/])/+$", "") + "/" + this;
    }

    /** The job that draws them. */
    RenderJob job(String sample, String output, OutputOptions.Mode mode) {
        return new RenderJob(
                InputOptions.of(sample).withWhere(where()),
                Pipeline.parse(pipeline),
                OutputOptions.of(folder(output), OutputFormat.PNG).withMode(mode),
                RenderOptions.of(ErrorPolicy.FAIL));
    }

    /** The longest name's length. */
    static int width() {
        return Arrays.stream(values())
                .mapToInt(method -> method.toString().length())
                .max()
                .orElse(0);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
