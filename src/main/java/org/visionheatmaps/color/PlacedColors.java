package org.visionheatmaps.color;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Colours at places, and the scheme of even places that stands for them. */
final class PlacedColors implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SAMPLES = 256;

    private final ColorScheme colors;
    private final double[] places;

    /**
     * @throws IllegalArgumentException unless there is an ascending place for each colour, and the last is beyond the first
     */
    PlacedColors(ColorScheme colors, double... places) {
        this.colors = colors;
        this.places = places.clone();
        if (places.length != colors.size()) {
            throw new IllegalArgumentException("A colour scheme needs a place for each colour, but has " + colors.size()
                    + " colours and " + places.length + " places");
        }
        for (int i = 0; i < places.length; i++) {
            if (!(Math.abs(places[i]) <= Double.MAX_VALUE) || i > 0 && places[i] < places[i - 1]) {
                throw new IllegalArgumentException(
                        "A colour scheme needs finite places that ascend, but got " + Arrays.toString(places));
            }
        }
        if (!(places[0] < places[places.length - 1])) {
            throw new IllegalArgumentException(
                    "A colour scheme needs a last place beyond the first, but both are " + places[0]);
        }
    }

    PlacedColors reversed() {
        double[] backwards = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            backwards[i] = 0 - places[places.length - 1 - i];
        }
        return new PlacedColors(colors.reversed(), backwards);
    }

    /** Red, green and blue of each sample. */
    double[] components() {
        double[] components = new double[3 * SAMPLES];
        for (int i = 0; i < components.length; i++) {
            int part = i % 3;
            components[i] = sample(i / 3, color -> colors.component(color, part));
        }
        return components;
    }

    /** The alpha of each sample. */
    double[] alphas() {
        return IntStream.range(0, SAMPLES)
                .mapToDouble(index -> sample(index, colors::alpha))
                .toArray();
    }

    private double sample(int index, IntToDoubleFunction part) {
        int last = places.length - 1;
        double place = places[0] + (places[last] - places[0]) * index / (SAMPLES - 1);
        int after = 1;
        while (after < last && places[after] <= place) {
            after++;
        }
        double low = places[after - 1];
        double high = places[after];
        double share = high > low ? Math.min(1, (place - low) / (high - low)) : 1;
        double before = part.applyAsDouble(after - 1);
        double next = part.applyAsDouble(after);
        double blended = before + share * (next - before);
        return Math.min(Math.max(blended, Math.min(before, next)), Math.max(before, next));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlacedColors stops
                && colors.equals(stops.colors)
                && Arrays.equals(places, stops.places);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(places);
    }

    /** As in a pipeline: {@code [[0.0, "#000000"], [64.0, "#ffffff"]]}. */
    @Override
    public String toString() {
        return IntStream.range(0, places.length)
                .mapToObj(color -> "[" + places[color] + ", " + colors.text(color) + "]")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
