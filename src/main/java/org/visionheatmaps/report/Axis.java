package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Places of numbers on a line, from left to right.
 *
 * @param lower at the left end
 * @param upper at the right end
 * @param isLogarithmic whether equal factors are equally far from each other; both ends are positive then
 * @param width of the line
 */
public record Axis(double lower, double upper, boolean isLogarithmic, double width) {
    private static final int[] STEPS = {1, 2, 5, 10};
    private static final int MAX_TICKS = 5;
    private static final double ROUNDING = 1e-9;
    /** Beyond this width a label would run out of the picture if it were centred. */
    private static final double EDGE = 0.09;

    /**
     * A number at its place.
     *
     * @param x from the left
     * @param label the number
     * @param anchor how the label stands to the place, as SVG says it
     */
    public record Tick(String x, String label, String anchor) {}

    double place(double value) {
        double share = isLogarithmic
                ? (StrictMath.log(value) - StrictMath.log(lower)) / (StrictMath.log(upper) - StrictMath.log(lower))
                : (value - lower) / (upper - lower);
        return width * Math.min(1, Math.max(0, share));
    }

    /** The number at a share of the way. */
    double at(double share) {
        if (share <= 0 || share >= 1) {
            return share <= 0 ? lower : upper;
        }
        return isLogarithmic
                ? lower * StrictMath.exp(share * (StrictMath.log(upper) - StrictMath.log(lower)))
                : lower + share * (upper - lower);
    }

    /** A few round numbers. */
    List<Tick> ticks() {
        List<Double> values = isLogarithmic ? powers() : steps();
        return values.stream().map(this::tick).toList();
    }

    private Tick tick(double value) {
        double x = place(value);
        String anchor = x < EDGE * width ? "start" : x > (1 - EDGE) * width ? "end" : "middle";
        return new Tick(Figure.place(x), Figure.of(Double.valueOf(value)), anchor);
    }

    private List<Double> steps() {
        double rough = (upper - lower) / MAX_TICKS;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        double step = power;
        for (int factor : STEPS) {
            step = factor * power;
            if (step >= rough) {
                break;
            }
        }
        List<Double> values = new ArrayList<>();
        long first = (long) Math.ceil(lower / step - ROUNDING);
        long last = (long) Math.floor(upper / step + ROUNDING);
        for (long i = first; i <= last; i++) {
            values.add(i * step);
        }
        return values.isEmpty() ? List.of(lower) : values;
    }

    private List<Double> powers() {
        int first = (int) Math.ceil(StrictMath.log10(lower) - ROUNDING);
        int last = (int) Math.floor(StrictMath.log10(upper) + ROUNDING);
        if (last <= first) {
            return List.of(lower, upper);
        }
        int step = (last - first + MAX_TICKS - 1) / MAX_TICKS;
        List<Double> values = new ArrayList<>();
        for (int power = first; power <= last; power += step) {
            values.add(StrictMath.pow(10, power));
        }
        return values;
    }
}
