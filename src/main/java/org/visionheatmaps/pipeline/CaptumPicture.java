package org.visionheatmaps.pipeline;

import java.util.Locale;
import org.visionheatmaps.text.EnumName;

/**
 * A picture of Captum's {@code visualize_image_attr}, by the names of its arguments: {@code captum:masked_image:positive}. Outliers are 2 %
 * and the heatmap's share is 0.5, as by default there. Maps that are smaller than the photograph are enlarged, which Captum does not do.
 */
record CaptumPicture(Method method, Sign sign) {
    static final String NAME = "captum";

    /** Captum's {@code method}. */
    enum Method {
        HEAT_MAP,
        BLENDED_HEAT_MAP,
        MASKED_IMAGE,
        /** The photograph as opaque as the map is strong, on white. */
        ALPHA_SCALING
    }

    /** Captum's {@code sign}, with the colours that it has by default. */
    enum Sign {
        ALL("", "RangeColormap([\"#ff0000\", \"#ffffff\", \"#008000\"], -1, 1)"),
        POSITIVE(" |> Polarity(:positive)", "RangeColormap(:Greens, 0, 1)"),
        NEGATIVE(" |> Polarity(:negative)", "RangeColormap(:Reds, 0, 1)"),
        ABSOLUTE_VALUE(" |> Polarity(:absolute)", "RangeColormap(:Blues, 0, 1)");

        private final String polarity;
        private final String colormap;

        Sign(String polarity, String colormap) {
            this.polarity = polarity;
            this.colormap = colormap;
        }
    }

    /**
     * @throws IllegalArgumentException for a picture that Captum does not draw
     */
    CaptumPicture {
        if (sign == Sign.ALL && (method == Method.MASKED_IMAGE || method == Method.ALPHA_SCALING)) {
            throw new IllegalArgumentException("Captum's " + EnumName.of(method) + " needs a sign: " + NAME + ":"
                    + EnumName.of(method) + ":positive, negative or absolute_value");
        }
    }

    /**
     * Reads a name: {@code captum}, a method, and a sign, with colons between them.
     *
     * @throws IllegalArgumentException if it is none; the message names the nearest
     */
    static CaptumPicture named(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":", -1);
        if (parts.length > 3) {
            throw new IllegalArgumentException(
                    "A picture of Captum has a method and a sign, such as captum:masked_image:positive, but got '"
                            + text + "'");
        }
        return new CaptumPicture(
                parts.length > 1 ? EnumName.of(Method.class, "method of Captum", parts[1]) : Method.HEAT_MAP,
                parts.length > 2 ? EnumName.of(Sign.class, "sign of Captum", parts[2]) : Sign.ALL);
    }

    String text() {
        String values = "SumReduction()" + sign.polarity + " |> MassClip(0.02)";
        String large = values + " |> FlipImage() |> ResizeToImage(Linear()) |> ";
        return switch (method) {
            case HEAT_MAP -> values + " |> " + sign.colormap + " |> FlipImage()";
            case BLENDED_HEAT_MAP -> large + sign.colormap + " |> GreyImage() |> AlphaOverlay(0.5)";
            case MASKED_IMAGE -> large + "MaskImage()";
            case ALPHA_SCALING -> large + "RangeColormap([\"#ffffff\", \"#ffffff00\"], 0, 1) |> AlphaOverlay(1)";
        };
    }
}
