package org.visionheatmaps.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.visionheatmaps.text.NearestName;

/** Ordinary pipelines under a name: the reference's three, and what others draw. */
public enum Preset {
    /** For sensitivity maps, such as gradients: how much, not which way. */
    SENSITIVITY("NormReduction() |> ExtremaColormap(:batlow) |> FlipImage()"),
    /** For attributions that have a neutral zero. */
    ATTRIBUTION("NormReduction() |> CenteredColormap(:berlin) |> FlipImage()"),
    /** For small class activation maps, laid over the photograph. */
    CAM("SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage() |> AlphaOverlay(0.6)"),
    /** The same, with values enlarged before they are coloured, as most other tools draw them. */
    CAM_SMOOTH(
            "SumReduction() |> FlipImage() |> ResizeToImage(Linear()) |> ExtremaColormap(:jet1) |> AlphaOverlay(0.5)"),
    /** Captum's {@code heat_map} of sign {@code all}: outliers of 2 %, red for negative values, green for positive ones. */
    CAPTUM(CaptumPicture.named(CaptumPicture.NAME).text()),
    /** Zennit's {@code imgify} with the colours {@code coldnhot}: cyan and blue below zero, red and yellow above, black between. */
    ZENNIT(
            "SumReduction() |> CenteredColormap([[0, \"#00ffff\"], [64, \"#0000ff\"], [128, \"#000000\"], [170, \"#ff0000\"],"
                    + " [212, \"#ffff00\"], [255, \"#ffffff\"]], levels=256) |> FlipImage()"),
    /** pytorch-grad-cam's {@code show_cam_on_image} of a map as its {@code scale_cam_image} enlarges it. */
    GRAD_CAM("SumReduction() |> Polarity(:positive) |> Normalize() |> FlipImage() |> ResizeToImage(Linear())"
            + " |> RangeColormap([\"#000080\", \"#0000ff\", \"#0080ff\", \"#00ffff\", \"#80ff80\", \"#ffff00\", \"#ff8000\", \"#ff0000\", \"#800000\"], 0, 1, levels=256)"
            + " |> AlphaOverlay(0.5) |> Brighten()"),
    /** The parameters of Vertex' explanations: pixels that speak for the class, between the 62nd and the 99.9th percentile, in green. */
    VERTEX(
            "SumReduction() |> Polarity(:positive) |> PercentileClip(0.62, 0.999) |> ExtremaColormap([\"#000000\", \"#00ff00\"])"
                    + " |> FlipImage() |> ResizeToImage(Linear()) |> GreyImage() |> AlphaOverlay(0.7)"),
    /** {@code VisualizeImageGrayscale} of PAIR's saliency: magnitudes up to their 99th percentile, in greys. */
    PAIR_SALIENCY(
            "SumAbsReduction() |> PercentileClip(0, 0.99) |> ExtremaColormap([\"#000000\", \"#ffffff\"]) |> FlipImage()");

    private final String text;

    Preset(String text) {
        this.text = text;
    }

    /**
     * The preset of a name, without regard to case.
     *
     * @throws IllegalArgumentException for an unknown name; the message names the nearest
     */
    public static Preset named(String name) {
        List<String> names = Arrays.stream(values()).map(Preset::toString).toList();
        int at = names.indexOf(name.toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw new IllegalArgumentException("Unknown preset '" + name + "'" + NearestName.hint(name, names)
                    + " (there are: " + String.join(", ", names) + ")");
        }
        return values()[at];
    }

    /**
     * The pipeline of a text, or of a preset's name: that has no parentheses, which every pipeline has.
     *
     * @throws IllegalArgumentException if it is neither; the message says what is wrong
     */
    public static Pipeline pipelineOf(String text) {
        return text.contains("(") ? Pipeline.parse(text) : pipelineNamed(text.strip());
    }

    /**
     * The pipeline of a preset's name, or of a picture of Captum's: {@code captum:masked_image:positive}.
     *
     * @throws IllegalArgumentException for an unknown name; the message names the nearest
     */
    public static Pipeline pipelineNamed(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(CaptumPicture.NAME + ":")
                ? Pipeline.parse(CaptumPicture.named(name).text())
                : named(name).pipeline();
    }

    public Pipeline pipeline() {
        return Pipeline.parse(text);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
