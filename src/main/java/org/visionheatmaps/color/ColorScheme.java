package org.visionheatmaps.color;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * A list of colours, from the lowest value's to the highest's. Components are in [0, 1].
 *
 * <p>A scheme of the catalogue prints as its name, {@code :batlow} or {@code reverse(:batlow)}; any other as the list of its colours,
 * so that the text of a pipeline stands on its own. Two schemes are equal if they print alike and have the same colours.
 */
public final class ColorScheme implements Serializable {
    private static final long serialVersionUID = 2L;
    private static final String INLINE = "inline";

    private final String name;
    private final boolean catalogued;
    private final boolean reversed;
    private final boolean storedAsBytes;
    private final Traits traits;
    private final double[] components;

    /**
     * What a scheme is, beside its colours.
     *
     * @param schemeClass what it is made for
     * @param colorBlindSafe whether its authors say that it can be read by people with a colour vision deficiency
     * @param source where its colours come from
     */
    record Traits(SchemeClass schemeClass, boolean colorBlindSafe, SchemeSource source) implements Serializable {
        Traits {
            Objects.requireNonNull(schemeClass);
            Objects.requireNonNull(source);
        }
    }

    private ColorScheme(
            String name,
            boolean catalogued,
            boolean reversed,
            boolean storedAsBytes,
            Traits traits,
            double[] components) {
        this.name = Objects.requireNonNull(name);
        this.catalogued = catalogued;
        this.reversed = reversed;
        this.storedAsBytes = storedAsBytes;
        this.traits = Objects.requireNonNull(traits);
        this.components = components;
        if (components.length == 0 || components.length % 3 != 0) {
            throw new IllegalArgumentException(
                    "A colour scheme needs three components per colour and at least one colour, but '" + name + "' has "
                            + components.length + " components");
        }
        for (double component : components) {
            if (!(component >= 0 && component <= 1)) {
                throw new IllegalArgumentException("A colour scheme needs components from 0 to 1, but '" + name
                        + "' has " + component + " (8-bit numbers are divided by 255, or written \"#rrggbb\")");
            }
        }
    }

    /** A scheme of the catalogue: takes the array as it is. */
    static ColorScheme catalogued(String name, boolean storedAsBytes, Traits traits, double[] components) {
        return new ColorScheme(name, true, false, storedAsBytes, traits, components);
    }

    /**
     * Colours of one's own, without a name.
     *
     * @param components R, G, B of the first colour, then of the second, …
     * @throws IllegalArgumentException if a component is not in [0, 1] or there is no whole colour
     */
    public static ColorScheme of(double... components) {
        Traits traits = new Traits(SchemeClass.OTHER, false, SchemeSource.TEXT);
        return new ColorScheme(INLINE, false, false, false, traits, components.clone());
    }

    /**
     * Colours of one's own as 8-bit numbers, without a name.
     *
     * @param components 0 to 255: R, G, B of the first colour, then of the second, …
     */
    public static ColorScheme ofBytes(int... components) {
        double[] fractions = new double[components.length];
        for (int i = 0; i < components.length; i++) {
            fractions[i] = components[i] / 255.0;
        }
        Traits traits = new Traits(SchemeClass.OTHER, false, SchemeSource.TEXT);
        return new ColorScheme(INLINE, false, false, true, traits, fractions);
    }

    /** These colours under a name of one's own. */
    public ColorScheme named(String newName, SchemeClass schemeClass, SchemeSource source) {
        Traits newTraits = new Traits(schemeClass, false, source);
        return new ColorScheme(newName, false, false, storedAsBytes, newTraits, components);
    }

    /** The same colours from the last to the first. */
    public ColorScheme reversed() {
        double[] backwards = new double[components.length];
        for (int i = 0; i < components.length; i++) {
            backwards[i] = components[components.length - 3 - i + 2 * (i % 3)];
        }
        String newName = catalogued ? name : reversedName();
        return new ColorScheme(newName, catalogued, catalogued && !reversed, storedAsBytes, traits, backwards);
    }

    private String reversedName() {
        String suffix = ColorSchemes.REVERSED;
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name + suffix;
    }

    /** What people call it, without a colon: {@code batlow}, {@code batlow_r} if reversed, {@code inline} without a name. */
    public String name() {
        return reversed ? name + ColorSchemes.REVERSED : name;
    }

    public SchemeClass schemeClass() {
        return traits.schemeClass();
    }

    /** Whether its authors say that it can be read by people with a colour vision deficiency. */
    public boolean isColorBlindSafe() {
        return traits.colorBlindSafe();
    }

    /** Where its colours come from. */
    public SchemeSource source() {
        return traits.source();
    }

    /** Whether the colours are 8-bit numbers, which are blended in the data's dtype, as the reference does. */
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
                && catalogued == scheme.catalogued
                && (!catalogued || name.equals(scheme.name) && reversed == scheme.reversed)
                && storedAsBytes == scheme.storedAsBytes
                && Arrays.equals(components, scheme.components);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    /** As in a pipeline: {@code :batlow}, {@code reverse(:batlow)}, {@code ["#000000", "#ffffff"]}, {@code [[0.5, 0.25, 1.0]]}. */
    @Override
    public String toString() {
        if (catalogued) {
            return reversed ? "reverse(:" + name + ")" : ":" + name;
        }
        StringBuilder text = new StringBuilder("[");
        for (int color = 0; color < size(); color++) {
            text.append(color == 0 ? "" : ", ").append(storedAsBytes ? '"' + hex(color) + '"' : decimals(color));
        }
        return text.append(']').toString();
    }

    private String decimals(int color) {
        return "[" + component(color, 0) + ", " + component(color, 1) + ", " + component(color, 2) + "]";
    }

    /** A colour rounded to 8 bits: {@code #ff8800}. */
    public String hex(int color) {
        int rgb = 0;
        for (int component = 0; component < 3; component++) {
            rgb = rgb << 8 | (int) Math.rint(255 * component(color, component));
        }
        return "#" + Integer.toHexString(1 << 24 | rgb).substring(1);
    }
}
