package org.visionheatmaps.color;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * A named list of colours, from the lowest value's to the highest's. Components are in [0, 1]. Two schemes are equal if names and
 * colours are.
 */
public final class ColorScheme implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final SchemeClass schemeClass;
    private final boolean storedAsBytes;
    private final double[] components;

    /**
     * @param name what a pipeline calls it, without the colon
     * @param storedAsBytes whether the reference holds the colours as 8-bit numbers, which makes it blend them in the data's dtype
     * @param components R, G, B of the first colour, then of the second, …
     */
    ColorScheme(String name, SchemeClass schemeClass, boolean storedAsBytes, double[] components) {
        this.name = Objects.requireNonNull(name);
        this.schemeClass = Objects.requireNonNull(schemeClass);
        this.storedAsBytes = storedAsBytes;
        this.components = components.clone();
        if (components.length == 0 || components.length % 3 != 0) {
            throw new IllegalArgumentException(
                    "A colour scheme needs three components per colour and at least one colour, but '" + name + "' has "
                            + components.length + " components");
        }
    }

    public String name() {
        return name;
    }

    public SchemeClass schemeClass() {
        return schemeClass;
    }

    /** Whether the reference holds the colours as 8-bit numbers. */
    public boolean storedAsBytes() {
        return storedAsBytes;
    }

    /** The number of colours. */
    public int size() {
        return components.length / 3;
    }

    /** One component in [0, 1] of one colour: 0 red, 1 green, 2 blue. */
    public double component(int color, int component) {
        return components[3 * color + Objects.checkIndex(component, 3)];
    }

    /** All components, colour by colour, as a new array. */
    public double[] components() {
        return components.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColorScheme scheme
                && name.equals(scheme.name)
                && Arrays.equals(components, scheme.components);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** As in a pipeline: {@code :batlow}. */
    @Override
    public String toString() {
        return ":" + name;
    }
}
