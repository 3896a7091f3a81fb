package org.visionheatmaps.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.SchemeClass;
import org.visionheatmaps.color.SchemeSource;
import org.visionheatmaps.transform.CenteredColormap;
import org.visionheatmaps.transform.ExtremaColormap;

/** Colour schemes as text: a line each, all that is known of one, or JSON. */
public final class SchemeText {
    private static final int BLOCKS = 32;
    private static final int HEX_PER_LINE = 8;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SchemeText() {}

    /** One line each: name, class, number of colours, a mark if colour-blind safe, maybe a swatch. */
    public static Lines list(List<ColorScheme> schemes, boolean colored) {
        int width = schemes.stream()
                .mapToInt(scheme -> scheme.name().length() + 1)
                .max()
                .orElse(0);
        Lines text = new Lines();
        for (ColorScheme scheme : schemes) {
            String line = String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %-11s %4d  %-4s",
                    ":" + scheme.name(),
                    scheme.schemeClass(),
                    scheme.size(),
                    scheme.isColorBlindSafe() ? "safe" : "");
            if (colored) {
                text.addSwatch(line + "  ", scheme, BLOCKS);
            } else {
                text.add(line.stripTrailing());
            }
        }
        return text;
    }

    /** All that is known of one. */
    public static Lines description(ColorScheme scheme, boolean colored) {
        Lines text = new Lines().add(":" + scheme.name());
        if (colored) {
            text.addSwatch("  ", scheme, 2 * BLOCKS);
        }
        add(
                text,
                "class",
                scheme.schemeClass() + (scheme.isColorBlindSafe() ? ", colour-blind safe (its authors say)" : ""));
        add(text, "source", scheme.source().origin());
        add(text, "licence", scheme.source().licence());
        add(text, "credit", scheme.source().credit());
        add(text, "use", use(scheme));
        new ExtremaColormap(scheme).advice().ifPresent(advice -> add(text, "note", advice));
        new CenteredColormap(scheme).advice().ifPresent(advice -> add(text, "note", advice));
        add(text, "colours", String.valueOf(scheme.size()));
        for (int from = 0; from < scheme.size(); from += HEX_PER_LINE) {
            int to = Math.min(scheme.size(), from + HEX_PER_LINE);
            text.add("    " + String.join(" ", hexes(scheme).subList(from, to)));
        }
        return text;
    }

    private static String use(ColorScheme scheme) {
        String colormap = scheme.schemeClass() == SchemeClass.DIVERGENT ? "CenteredColormap" : "ExtremaColormap";
        ColorScheme reversed = scheme.reversed();
        return colormap + "(:" + scheme.name() + "), backwards " + colormap + "(:" + reversed.name() + ")";
    }

    private static void add(Lines text, String label, String value) {
        if (!value.isEmpty()) {
            text.add("  %-8s  %s", label, value);
        }
    }

    /** A list of objects, which {@code --schemes} can read under other names. */
    public static String json(List<ColorScheme> schemes) {
        try {
            return JSON.writeValueAsString(
                    schemes.stream().map(SchemeText::fields).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Colour schemes that cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> fields(ColorScheme scheme) {
        SchemeSource source = scheme.source();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", scheme.name());
        fields.put("class", scheme.schemeClass().toString());
        fields.put("colorBlindSafe", scheme.isColorBlindSafe());
        fields.put("source", source.origin());
        fields.put("licence", source.licence());
        fields.put("credit", source.credit());
        fields.put("colors", scheme.storedAsBytes() ? hexes(scheme) : decimals(scheme));
        return fields;
    }

    private static List<String> hexes(ColorScheme scheme) {
        return IntStream.range(0, scheme.size()).mapToObj(scheme::hex).toList();
    }

    private static List<double[]> decimals(ColorScheme scheme) {
        return IntStream.range(0, scheme.size())
                .mapToObj(color ->
                        new double[] {scheme.component(color, 0), scheme.component(color, 1), scheme.component(color, 2)
                        })
                .toList();
    }
}
