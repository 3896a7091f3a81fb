package org.visionheatmaps.io.palette;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.visionheatmaps.color.ColorScheme;

/**
 * Colours at positions, which make a scheme: of the colours alone if they are evenly spaced. Two colours at one position are a step.
 */
final class ColorStops {
    private static final double TOLERANCE = 1e-4;

    private final List<double[]> stops = new ArrayList<>();
    private final double one;

    /**
     * @param one the component that means full: 1 or 255
     */
    ColorStops(double one) {
        this.one = one;
    }

    /** A colour; positions do not descend. A colour that repeats the one before at its position is dropped. */
    void add(double position, double red, double green, double blue) {
        double[] stop = {position, red, green, blue};
        double[] last = stops.isEmpty() ? null : stops.get(stops.size() - 1);
        if (last != null && !(last[0] <= position)) {
            throw new IllegalArgumentException("positions need to ascend, but " + position + " follows " + last[0]);
        }
        if (last == null || !Arrays.equals(last, stop)) {
            stops.add(stop);
        }
    }

    ColorScheme scheme() {
        double[] components = new double[3 * stops.size()];
        boolean bytes = one == 255;
        for (int i = 0; i < components.length; i++) {
            components[i] = stops.get(i / 3)[1 + i % 3];
            bytes &= components[i] == (int) components[i];
        }
        ColorScheme listed = bytes ? ofBytes(components) : ColorScheme.of(divided(components));
        return areEven()
                ? listed
                : listed.at(stops.stream().mapToDouble(stop -> stop[0]).toArray());
    }

    private boolean areEven() {
        double first = stops.isEmpty() ? 0 : stops.get(0)[0];
        double range = stops.isEmpty() ? 0 : stops.get(stops.size() - 1)[0] - first;
        int last = stops.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (Math.abs(stops.get(i)[0] - first - range * i / Math.max(1, last))
                    > TOLERANCE * range / Math.max(1, last)) {
                return false;
            }
        }
        return last < 1 || range > 0;
    }

    private static ColorScheme ofBytes(double... components) {
        int[] bytes = new int[components.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (int) components[i];
        }
        return ColorScheme.ofBytes(bytes);
    }

    private double[] divided(double... components) {
        for (int i = 0; i < components.length; i++) {
            components[i] /= one;
        }
        return components;
    }
}
