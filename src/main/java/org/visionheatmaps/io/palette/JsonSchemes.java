package org.visionheatmaps.io.palette;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.SchemeClass;

/**
 * Schemes in JSON: a list of colours; an object of such lists by name; an object with {@code name}, {@code colors} and maybe {@code
 * class}; ParaView's with {@code Name} and {@code RGBPoints}; or a list of such objects. A colour is {@code "#rrggbb"} or a list of three
 * numbers, 0 to 1 or 0 to 255.
 */
final class JsonSchemes {
    /** The deepest of these has four levels. */
    static final int MAX_DEPTH = 16;

    private static final int MAX_SHOWN = 60;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonSchemes() {}

    static List<ColorScheme> read(String text, String stem, String file) {
        try {
            return read(JSON.readTree(text), stem, file);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String where = place == null ? "" : "line " + place.getLineNr() + ": ";
            throw new IllegalArgumentException(where + e.getOriginalMessage(), e);
        }
    }

    private static List<ColorScheme> read(JsonNode root, String stem, String file) {
        List<ColorScheme> schemes = new ArrayList<>();
        if (root.isArray() && root.size() > 0 && root.get(0).isObject()) {
            root.forEach(scheme -> schemes.add(object(scheme, stem, file)));
        } else if (root.has("colors") || root.has("RGBPoints")) {
            schemes.add(object(root, stem, file));
        } else if (root.isObject()) {
            root.properties()
                    .forEach(field -> schemes.add(
                            field.getValue().isObject()
                                    ? object(field.getValue(), field.getKey(), file)
                                    : SchemeFiles.named(colors(field.getValue()), field.getKey(), file)));
        } else {
            schemes.add(SchemeFiles.named(colors(root), stem, file));
        }
        if (schemes.isEmpty()) {
            throw new IllegalArgumentException("an object of colour schemes by name is needed, but it has none");
        }
        return schemes;
    }

    private static ColorScheme object(JsonNode object, String otherName, String file) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("an object with 'colors' is needed, but there is " + shown(object));
        }
        String name = object.path("name").asText(object.path("Name").asText(otherName));
        ColorScheme scheme = object.has("RGBPoints") ? points(object) : colors(object.path("colors"));
        String schemeClass = object.path("class").asText(SchemeClass.OTHER.toString());
        return scheme.named(SchemeFiles.clean(name), SchemeClass.named(schemeClass), SchemeFiles.source(file));
    }

    private static ColorScheme colors(JsonNode list) {
        ColorRows rows = new ColorRows();
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException("a list of colours is needed, but there is "
                    + (list.isMissingNode() ? "none under 'colors'" : shown(list)));
        }
        for (JsonNode color : list) {
            if (color.isTextual()) {
                rows.addHex(color.asText());
            } else if (color.isArray()
                    && color.size() == 3
                    && color.get(0).isNumber()
                    && color.get(1).isNumber()
                    && color.get(2).isNumber()) {
                rows.add(
                        color.get(0).asDouble(),
                        color.get(1).asDouble(),
                        color.get(2).asDouble());
            } else {
                throw new IllegalArgumentException(
                        "a colour needs the form \"#rrggbb\" or [red, green, blue], but there is "
                                + shown(color).toLowerCase(Locale.ROOT));
            }
        }
        return rows.scheme();
    }

    /** ParaView's: position, red, green, blue, position, … */
    private static ColorScheme points(JsonNode object) {
        String space = object.path("ColorSpace").asText("RGB");
        if (!space.equals("RGB")) {
            throw new IllegalArgumentException("the ColorSpace needs to be RGB, but is " + space);
        }
        JsonNode points = object.get("RGBPoints");
        double[] values = StreamSupport.stream(points.spliterator(), false)
                .mapToDouble(JsonSchemes::number)
                .toArray();
        if (values.length == 0 || values.length % 4 != 0) {
            throw new IllegalArgumentException(
                    "RGBPoints needs four numbers for each colour, but has " + values.length);
        }
        ColorStops stops = new ColorStops(1);
        for (int i = 0; i < values.length; i += 4) {
            double[] stop = Arrays.copyOfRange(values, i, i + 4);
            stops.add(stop[0], stop[1], stop[2], stop[3]);
        }
        return stops.scheme();
    }

    private static double number(JsonNode node) {
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            throw new IllegalArgumentException("RGBPoints needs numbers, but there is " + shown(node));
        }
        return node.asDouble();
    }

    /** A value for messages. */
    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
