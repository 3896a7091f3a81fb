package org.visionheatmaps.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** The pipelines that are measured. */
final class Pipelines {
    static final String DEFAULT = "sensitivity";

    private static final Map<String, String> TEXTS = new LinkedHashMap<>();

    static {
        TEXTS.put(DEFAULT, "NormReduction() |> ExtremaColormap(:batlow) |> FlipImage()");
        TEXTS.put("attribution", "NormReduction() |> CenteredColormap(:berlin) |> FlipImage()");
        TEXTS.put("clip", "NormReduction() |> PercentileClip() |> ExtremaColormap(:batlow) |> FlipImage()");
        TEXTS.put(
                "overlay",
                "SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage() |> AlphaOverlay(0.6)");
    }

    private Pipelines() {}

    static Iterable<String> names() {
        return TEXTS.keySet();
    }

    static String text(String name) {
        return TEXTS.get(name);
    }
}
