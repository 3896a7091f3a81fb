package org.visionheatmaps.pipeline;

import java.util.Arrays;
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

    private static ColorScheme inline(List<?> entries) {
        if (entries.isEmpty() || !entries.stream().allMatch(SchemeArgument::isPlaced)) {
            return listed(entries);
        }
        return listed(entries.stream().map(entry -> ((List<?>) entry).get(1)).toList())
                .at(entries.stream()
                        .mapToDouble(entry -> (Double) ((List<?>) entry).get(0))
                        .toArray());
    }

    /** Whether a value is a place and a colour. */
    private static boolean isPlaced(Object entry) {
        return entry instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Double;
    }

    private static ColorScheme listed(List<?> colors) {
        boolean areBytes = !colors.isEmpty() && colors.stream().allMatch(String.class::isInstance);
        double[][] parts = colors.stream()
                .map(color -> areBytes ? bytes((String) color) : numbers(color))
                .toArray(double[][]::new);
        double[] components = Arrays.stream(parts)
                .flatMapToDouble(color -> Arrays.stream(color, 0, 3))
                .toArray();
        ColorScheme scheme = areBytes
                ? ColorScheme.ofBytes(
                        Arrays.stream(components).mapToInt(part -> (int) part).toArray())
                : ColorScheme.of(components);
        double most = areBytes ? 255 : 1;
        return scheme.withAlphas(
                Arrays.stream(parts).mapToDouble(color -> color[3] / most).toArray());
    }

    private static double[] bytes(String color) {
        return HexColor.withAlpha(color).asDoubleStream().toArray();
    }

    /** Red, green, blue and alpha of a list of three numbers or four. */
    private static double[] numbers(Object color) {
        boolean areNumbers = color instanceof List<?> list
                && (list.size() == 3 || list.size() == 4)
                && list.stream().allMatch(Double.class::isInstance);
        if (!areNumbers) {
            throw new IllegalArgumentException(
                    "A list of colours needs \"#rrggbb\" or \"#rrggbbaa\" for each, or [red, green, blue] or [red, green,"
                            + " blue, alpha] with numbers from 0 to 1 for each; with places, [0.3, \"#rrggbb\"] for each");
        }
        double[] numbers = {0, 0, 0, 1};
        for (int part = 0; part < ((List<?>) color).size(); part++) {
            numbers[part] = (Double) ((List<?>) color).get(part);
        }
        return numbers;
    }
}
