package org.visionheatmaps.color;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * A list of colours, from the lowest value's to the highest's, at even places. Components are in [0, 1]. Colours of one's own may be
 * translucent, and may stand at places of one's own.
 *
 * <p>A scheme of the catalogue prints as its name, {@code :batlow} or {@code reverse(:batlow)}; any other as the list of its colours,
 * so that the text of a pipeline stands on its own. Two schemes are equal if they print alike and have the same colours.
 */
public final class ColorScheme implements Serializable {
    private static final long serialVersionUID = 3L;
    private static final String INLINE = "inline";

    private final String name;
    private final boolean catalogued;
    private final boolean reversed;
    private final boolean storedAsBytes;
    private final Traits traits;
    private final double[] components;
    /** The share of each colour in what is drawn; null if all are opaque. */
    private final double[] alphas;
    /** What the colours are samples of; null if they are as listed. */
    private final PlacedColors stops;

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
            double[] components,
            double[] alphas,
            PlacedColors stops) {
        this.name = Objects.requireNonNull(name);
        this.catalogued = catalogued;
        this.reversed = reversed;
        this.storedAsBytes = storedAsBytes;
        this.traits = Objects.requireNonNull(traits);
        this.components = components;
        this.alphas = alphas == null || Arrays.stream(alphas).allMatch(alpha -> alpha == 1) ? null : alphas;
        this.stops = stops;
        if (components.length == 0 || components.length % 3 != 0) {
            throw new IllegalArgumentException(
                    "A colour scheme needs three components per colour and at least one colour, but '" + name + "' has "
                            + components.length + " components");
        }
        requireFractions(components);
        requireFractions(alphas);
        if (alphas != null && 3 * alphas.length != components.length) {
            throw new IllegalArgumentException("A colour scheme needs an alpha for each colour, but '" + name + "' has "
                    + components.length / 3 + " colours and " + alphas.length + " alphas");
        }
    }

    private ColorScheme(String name, Traits traits, PlacedColors stops) {
        this(name, false, false, false, traits, stops.components(), stops.alphas(), stops);
    }

    private void requireFractions(double... parts) {
        for (int i = 0; parts != null && i < parts.length; i++) {
            if (!(parts[i] >= 0 && parts[i] <= 1)) {
                throw new IllegalArgumentException("A colour scheme needs components from 0 to 1, but '" + name
                        + "' has " + parts[i] + " (8-bit numbers are divided by 255, or written \"#rrggbb\")");
            }
        }
    }

    /** A scheme of the catalogue: takes the array as it is. */
    static ColorScheme catalogued(String name, boolean storedAsBytes, Traits traits, double[] components) {
        return new ColorScheme(name, true, false, storedAsBytes, traits, components, null, null);
    }

    /**
     * Colours of one's own, without a name.
     *
     * @param components R, G, B of the first colour, then of the second, …
     * @throws IllegalArgumentException if a component is not in [0, 1] or there is no whole colour
     */
    public static ColorScheme of(double... components) {
        Traits traits = new Traits(SchemeClass.OTHER, false, SchemeSource.TEXT);
        return new ColorScheme(INLINE, false, false, false, traits, components.clone(), null, null);
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
        return new ColorScheme(INLINE, false, false, true, traits, fractions, null, null);
    }

    /**
     * These colours, which let a part of what is beneath show. Places are given after alphas.
     *
     * @param shares of each colour in what is drawn: 0 is transparent, 1 opaque
     * @throws IllegalArgumentException if one is not in [0, 1], or there are more or fewer than colours
     */
    public ColorScheme withAlphas(double... shares) {
        return new ColorScheme(name, false, false, storedAsBytes, traits, components, shares.clone(), null);
    }

    /**
     * These colours at places of one's own, which need not be even: 256 samples of the lines between them.
     *
     * @param places in any unit, ascending, one for each colour; two colours at one place are a step
     * @throws IllegalArgumentException if they do not ascend, or are more or fewer than colours
     */
    public ColorScheme at(double... places) {
        return new ColorScheme(name, traits, new PlacedColors(this, places));
    }

    /** These colours under a name of one's own. */
    public ColorScheme named(String newName, SchemeClass schemeClass, SchemeSource source) {
        Traits newTraits = new Traits(schemeClass, false, source);
        return new ColorScheme(newName, false, false, storedAsBytes, newTraits, components, alphas, stops);
    }

    /** The same colours from the last to the first. */
    public ColorScheme reversed() {
        if (stops != null) {
            return new ColorScheme(reversedName(), traits, stops.reversed());
        }
        double[] backwards = new double[components.length];
        for (int i = 0; i < components.length; i++) {
            backwards[i] = components[components.length - 3 - i + 2 * (i % 3)];
        }
        double[] backwardAlphas = alphas == null ? null : new double[alphas.length];
        for (int i = 0; alphas != null && i < alphas.length; i++) {
            backwardAlphas[i] = alphas[alphas.length - 1 - i];
        }
        String newName = catalogued ? name : reversedName();
        boolean isReversed = catalogued && !reversed;
        return new ColorScheme(newName, catalogued, isReversed, storedAsBytes, traits, backwards, backwardAlphas, null);
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

    /** Whether a colour is not opaque. */
    public boolean hasAlpha() {
        return alphas != null;
    }

    /** The share in [0, 1] that a colour has in what is drawn: 1 if it is opaque. */
    public double alpha(int color) {
        return alphas == null ? 1 : alphas[color];
    }

    /** The scheme of greys that are the alphas of these colours. */
    public ColorScheme opacities() {
        double[] greys = new double[components.length];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = alpha(i / 3);
        }
        return new ColorScheme(name, false, false, storedAsBytes, traits, greys, null, null);
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
                && Arrays.equals(components, scheme.components)
                && Arrays.equals(alphas, scheme.alphas)
                && Objects.equals(stops, scheme.stops);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    /**
     * As in a pipeline: {@code :batlow}, {@code reverse(:batlow)}, {@code ["#000000", "#ffffff80"]}, {@code [[0.5, 0.25, 1.0]]}, or with
     * places {@code [[0.0, "#000000"], [0.3, "#ff0000"], [1.0, "#ffffff"]]}.
     */
    @Override
    public String toString() {
        if (catalogued) {
            return reversed ? "reverse(:" + name + ")" : ":" + name;
        }
        if (stops != null) {
            return stops.toString();
        }
        StringBuilder text = new StringBuilder("[");
        for (int color = 0; color < size(); color++) {
            text.append(color == 0 ? "" : ", ").append(text(color));
        }
        return text.append(']').toString();
    }

    /** A colour in a list: {@code "#ff8800"} or {@code [1.0, 0.5, 0.0]}, with its alpha if any colour has one. */
    String text(int color) {
        if (storedAsBytes) {
            return '"' + hex(color) + (alphas == null ? "" : byteText(alphas[color])) + '"';
        }
        return "[" + component(color, 0) + ", " + component(color, 1) + ", " + component(color, 2)
                + (alphas == null ? "" : ", " + alphas[color]) + "]";
    }

    /** A colour rounded to 8 bits, without its alpha: {@code #ff8800}. */
    public String hex(int color) {
        int rgb = 0;
        for (int component = 0; component < 3; component++) {
            rgb = rgb << 8 | (int) Math.rint(255 * component(color, component));
        }
        return "#" + Integer.toHexString(1 << 24 | rgb).substring(1);
    }

    private static String byteText(double part) {
        return Integer.toHexString(1 << 8 | (int) Math.rint(255 * part)).substring(1);
    }
}
