package org.visionheatmaps.transform;

import java.util.Optional;
import org.visionheatmaps.color.ColorScheme;

/** Which class of colour scheme suits which colormap, as the reference's documentation advises. */
final class SchemeAdvice {
    private SchemeAdvice() {}

    /** What is wrong with a scheme from the least value to the greatest. */
    static Optional<String> stretched(ColorScheme scheme) {
        return switch (scheme.schemeClass()) {
            case DIVERGENT ->
                Optional.of("ExtremaColormap stretches the divergent scheme :" + scheme.name()
                        + " from the least value to the greatest, so its middle colour means no particular value:"
                        + " CenteredColormap keeps it at zero, or a sequential scheme such as :batlow suits");
            case QUALITATIVE -> Optional.of(unordered("ExtremaColormap", scheme, "sequential", "batlow"));
            case SEQUENTIAL, CYCLIC, OTHER -> Optional.empty();
        };
    }

    /** What is wrong with a scheme that has zero in its middle. */
    static Optional<String> centered(ColorScheme scheme) {
        return switch (scheme.schemeClass()) {
            case SEQUENTIAL ->
                Optional.of("CenteredColormap puts zero in the middle of the sequential scheme :" + scheme.name()
                        + ", where no colour marks it: a divergent scheme such as :berlin shows the sign, and"
                        + " ExtremaColormap suits a sequential one");
            case QUALITATIVE -> Optional.of(unordered("CenteredColormap", scheme, "divergent", "berlin"));
            case DIVERGENT, CYCLIC, OTHER -> Optional.empty();
        };
    }

    private static String unordered(String colormap, ColorScheme scheme, String suits, String example) {
        return colormap + " blends the colours of the qualitative scheme :" + scheme.name()
                + ", which have no order: a " + suits + " scheme such as :" + example + " suits";
    }
}
