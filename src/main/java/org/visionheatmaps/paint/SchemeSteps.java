package org.visionheatmaps.paint;

import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.transform.RangeColormap;

/**
 * The colours of positions on a scheme, from 1 to its size, as bytes: {@code 0xBBGGRR}, in the order in which an image stores them.
 * The scheme is cut into small steps; within most of them every byte is constant, so that a step has one colour.
 */
final class SchemeSteps {
    /** The colour of a step within which a byte changes, or which is so close to a change that rounding could tell. */
    static final int UNSURE = -1;

    /** So many steps that few are unsure, so few that they stay in the cache. */
    private static final int MAX_STEPS = 1 << 15;

    /** How far a component times 255 must be from a tie for its byte to be sure, far more than any rounding of blends. */
    private static final double MARGIN = 1e-4;

    private final ColorScheme scheme;
    private final double[] table;
    private final int perColor;
    private final int[] colors;

    SchemeSteps(ColorScheme scheme) {
        this.scheme = scheme;
        this.table = scheme.components();
        int segments = Math.max(1, scheme.size() - 1);
        this.perColor = Math.max(1, Integer.highestOneBit(MAX_STEPS / segments));
        this.colors = new int[(scheme.size() - 1) * perColor + 1];
        for (int step = 0; step < colors.length; step++) {
            colors[step] = sureColor(step);
        }
    }

    ColorScheme scheme() {
        return scheme;
    }

    /** Steps from one colour to the next: a power of two, so that scaling to it is exact. */
    int perColor() {
        return perColor;
    }

    /** How far a position may be from the true one for its step to tell the colour. */
    double slack() {
        return 1.0 / (16 * perColor);
    }

    /** The colour that all positions of a step have, or {@link #UNSURE}; the first step starts at position 1. For reading. */
    int[] colors() {
        return colors;
    }

    private int sureColor(int step) {
        double from = 1 + (double) step / perColor;
        double to = 1 + (double) (step + 1) / perColor;
        int color = 0;
        for (int c = 0; c < 3; c++) {
            double before = component(from - slack(), c);
            double after = component(to + slack(), c);
            double least = Math.min(before, after);
            double greatest = Math.max(before, after);
            // A line between colours, so there are extremes at its ends, or at a colour of the scheme.
            if (step % perColor == 0) {
                double knee = component(from, c);
                least = Math.min(least, knee);
                greatest = Math.max(greatest, knee);
            }
            if ((step + 1) % perColor == 0) {
                double knee = component(to, c);
                least = Math.min(least, knee);
                greatest = Math.max(greatest, knee);
            }
            double rounded = Math.rint(255 * least - MARGIN);
            if (rounded != Math.rint(255 * greatest + MARGIN)) {
                return UNSURE;
            }
            color |= (int) Math.min(255, Math.max(0, rounded)) << 8 * c;
        }
        return color;
    }

    private double component(double position, int c) {
        double inside = Math.min(Math.max(position, 1), scheme.size());
        int before = (int) inside;
        double a = table[3 * (before - 1) + c];
        double b = table[3 * Math.min(before, scheme.size() - 1) + c];
        return a + (inside - before) * (b - a);
    }

    /** The colour of a position, blended and rounded as {@link RangeColormap} does for floats. */
    int blended(float position) {
        int before = (int) position;
        float weight = 1 - (position - before);
        int a = 3 * (before - 1);
        int b = 3 * Math.min(before, scheme.size() - 1);
        boolean inFloat = scheme.storedAsBytes();
        int color = 0;
        for (int c = 0; c < 3; c++) {
            double component = inFloat
                    ? weight * (float) table[a + c] + (1 - weight) * (float) table[b + c]
                    : weight * table[a + c] + (1 - weight) * table[b + c];
            color |= (RgbImage.toByte(component) & 0xFF) << 8 * c;
        }
        return color;
    }

    /** The colour of a position, blended and rounded as {@link RangeColormap} does for doubles. */
    int blended(double position) {
        int before = (int) position;
        double weight = 1 - (position - before);
        int a = 3 * (before - 1);
        int b = 3 * Math.min(before, scheme.size() - 1);
        int color = 0;
        for (int c = 0; c < 3; c++) {
            double component = weight * table[a + c] + (1 - weight) * table[b + c];
            color |= (RgbImage.toByte(component) & 0xFF) << 8 * c;
        }
        return color;
    }
}
