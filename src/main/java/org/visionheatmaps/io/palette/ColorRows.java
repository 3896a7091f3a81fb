package org.visionheatmaps.io.palette;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.HexColor;

/** Colours one after the other, as files write them: three numbers each, or {@code #rrggbb}. */
final class ColorRows {
    private final DoubleStream.Builder components = DoubleStream.builder();
    private boolean numbers;
    private boolean hexadecimal;

    /** A colour from its text. */
    void addHex(String text) {
        hexadecimal = true;
        HexColor.components(text).forEach(components::add);
    }

    /** A colour from its numbers. */
    void add(double red, double green, double blue) {
        numbers = true;
        components.add(red).add(green).add(blue);
    }

    /**
     * The scheme: numbers are 0 to 1, or, if any is above 1, whole numbers from 0 to 255.
     *
     * @throws IllegalArgumentException if they are neither
     */
    ColorScheme scheme() {
        double[] values = components.build().toArray();
        if (hexadecimal && numbers) {
            throw new IllegalArgumentException("some colours are #rrggbb and others numbers: use one form");
        }
        boolean bytes = hexadecimal || Arrays.stream(values).anyMatch(value -> value > 1);
        return bytes ? ofBytes(values) : ColorScheme.of(values);
    }

    /** The scheme of whole numbers from 0 to 255. */
    ColorScheme schemeOfBytes() {
        return ofBytes(components.build().toArray());
    }

    private static ColorScheme ofBytes(double... values) {
        int[] bytes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (int) values[i];
            if (bytes[i] != values[i] || bytes[i] < 0 || bytes[i] > 255) {
                throw new IllegalArgumentException(
                        "numbers need to be from 0 to 1, or whole numbers from 0 to 255, but one is " + values[i]);
            }
        }
        return ColorScheme.ofBytes(bytes);
    }
}
