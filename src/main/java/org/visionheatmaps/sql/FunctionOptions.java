package org.visionheatmaps.sql;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.text.NearestName;

/**
 * How a function reads an attribution and draws it. Each key is an option of the command {@code render}; a call's map wins over the
 * catalog's settings.
 *
 * @param layout of attributions
 * @param dtype of binary attributions
 * @param nonFinite what happens to values that are NaN or infinite; a {@code bad_color} masks them
 * @param encoding of the PNG
 */
record FunctionOptions(Layout layout, DType dtype, NonFinite nonFinite, PngEncoding encoding) implements Serializable {
    private static final long serialVersionUID = 1L;

    static final FunctionOptions DEFAULT =
            new FunctionOptions(Layout.NCHW, DType.FLOAT32, NonFinite.QUARANTINE, PngEncoding.DEFAULT);

    /** Of functions that read values. */
    static final List<String> OF_VALUES = List.of("layout", "dtype");
    /** Of functions that draw. */
    static final List<String> OF_PICTURES = List.of("layout", "dtype", "bad_color", "png", "png_color");

    /**
     * The same with another value of an option.
     *
     * @param known the keys that may be
     * @throws IllegalArgumentException for another key, or a value that it cannot have
     */
    FunctionOptions with(String key, String value, List<String> known) {
        String option = key.toLowerCase(Locale.ROOT);
        if (!known.contains(option)) {
            throw new IllegalArgumentException("Unknown option '" + key + "'" + NearestName.hint(key, known)
                    + " (there are: " + String.join(", ", known) + ")");
        }
        if (value == null) {
            throw new IllegalArgumentException("The option '" + key + "' is null");
        }
        return switch (option) {
            case "layout" -> new FunctionOptions(Layout.parse(value), dtype, nonFinite, encoding);
            case "dtype" -> new FunctionOptions(layout, DType.parse(value), nonFinite, encoding);
            case "bad_color" -> new FunctionOptions(layout, dtype, NonFinite.mask(value), encoding);
            case "png" ->
                new FunctionOptions(
                        layout, dtype, nonFinite, new PngEncoding(PngEncoding.Effort.named(value), encoding.color()));
            default ->
                new FunctionOptions(
                        layout, dtype, nonFinite, new PngEncoding(encoding.effort(), PngEncoding.Color.named(value)));
        };
    }

    /**
     * The same with several options.
     *
     * @throws IllegalArgumentException as {@link #with(String, String, List)}
     */
    FunctionOptions with(Map<String, String> given, List<String> known) {
        FunctionOptions options = this;
        for (Map.Entry<String, String> option : given.entrySet()) {
            options = options.with(option.getKey(), option.getValue(), known);
        }
        return options;
    }

    /**
     * The same with what a call's map of strings says.
     *
     * @throws IllegalArgumentException as {@link #with(String, String, List)}
     */
    FunctionOptions with(MapData map, List<String> known) {
        ArrayData keys = map.keyArray();
        ArrayData values = map.valueArray();
        FunctionOptions options = this;
        for (int at = 0; at < map.numElements(); at++) {
            String value = values.isNullAt(at) ? null : values.getUTF8String(at).toString();
            options = options.with(keys.getUTF8String(at).toString(), value, known);
        }
        return options;
    }
}
