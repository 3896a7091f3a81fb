package org.visionheatmaps.pipeline;

import java.util.List;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.color.HexColor;
import org.visionheatmaps.pipeline.PipelineParser.Symbol;

/** A colour scheme as an argument: a name, a name reversed, or a list of colours. */
final class SchemeArgument {
    private static final String REVERSE = "reverse";

    private SchemeArgument() {}

    /**
     * Reads a value.
     *
     * @param of the transform that it belongs to
     * @throws IllegalArgumentException if it is no scheme
     */
    static ColorScheme read(String of, String parameter, Object value, ColorSchemes schemes) {
        if (value instanceof Symbol symbol) {
            return schemes.get(symbol.name());
        }
        if (value instanceof Call call && call.name().equals(REVERSE)) {
            ColorScheme reversed = call.scheme(parameter, "batlow").reversed();
            call.finish();
            return reversed;
        }
        if (value instanceof List<?> colors) {
            return inline(colors);
        }
        throw new IllegalArgumentException(
                of + " needs a name such as :batlow, reverse(:batlow), or a list of colours for '" + parameter + "'");
    }

    private static ColorScheme inline(List<?> colors) {
        if (!colors.isEmpty() && colors.stream().allMatch(String.class::isInstance)) {
            return ColorScheme.ofBytes(colors.stream()
                    .flatMapToInt(color -> HexColor.components((String) color))
                    .toArray());
        }
        return ColorScheme.of(colors.stream()
                .flatMapToDouble(color -> components(color).stream().mapToDouble(component -> (Double) component))
                .toArray());
    }

    private static List<?> components(Object color) {
        boolean numbers = color instanceof List<?> list
                && list.size() == 3
                && list.stream().allMatch(Double.class::isInstance);
        if (!numbers) {
            throw new IllegalArgumentException(
                    "A list of colours needs either \"#rrggbb\" for each, or [red, green, blue]"
                            + " with numbers from 0 to 1 for each");
        }
        return (List<?>) color;
    }
}
