package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.List;
import org.visionheatmaps.metrics.Bins;
import org.visionheatmaps.metrics.Histogram;

/**
 * A histogram as a drawing: what was counted now as bars, what was counted then as a line over them.
 *
 * @param name of the metric
 * @param title what it is, in words
 * @param bars the outline of all bars, as SVG has it
 * @param line the outline of the baseline; empty without
 * @param ticks under it
 * @param top the share that the height stands for
 * @param tips what a bar says when it is pointed at; none where there is no room for them
 * @param figures under the title
 */
public record Plot(
        String name,
        String title,
        String bars,
        String line,
        List<Axis.Tick> ticks,
        String top,
        List<Tip> tips,
        List<String> figures) {
    static final int WIDTH = 300;
    static final int HEIGHT = 90;

    private static final int BARS = 40;
    private static final int MIN_UNIT_BINS = 20;
    /** Positive numbers that are farther apart than this are drawn by their logarithm. */
    private static final double LINEAR_FACTOR = 50;

    private static final double GAP = 1;
    private static final double TAIL = 0.001;

    /** What a bar says. */
    public record Tip(String x, String width, String text) {}

    /** How many numbers lie where, and what share of all that is. */
    private static final class Shares {
        private final double[] counts;
        private final long of;

        Shares(double[] counts, long of) {
            this.counts = counts;
            this.of = of;
        }

        boolean isAny(int bar) {
            return counts[bar] > 0;
        }

        double share(int bar) {
            return of == 0 ? 0 : counts[bar] / of;
        }
    }

    /**
     * Draws counts.
     *
     * @param before the baseline's, or null
     * @param isTrimmed whether the outermost thousandths are left out
     * @param hasTips whether bars say what they are
     * @param unit what is counted: {@code elements}
     */
    static Plot of(
            Label label,
            Histogram now,
            Histogram before,
            boolean isTrimmed,
            boolean hasTips,
            String unit,
            List<String> figures) {
        Axis axis = axis(now, before, isTrimmed);
        double[] edges = edges(now.bins(), axis);
        Shares current = spread(now, edges);
        Shares earlier = before == null || before.count() == 0 ? null : spread(before, edges);
        double top = 0;
        for (int bar = 0; bar < edges.length - 1; bar++) {
            top = Math.max(top, Math.max(current.share(bar), earlier == null ? 0 : earlier.share(bar)));
        }
        top = top == 0 ? 1 : top;
        return new Plot(
                label.name(),
                label.title(),
                bars(current, edges, axis, top),
                earlier == null ? "" : line(earlier, edges, axis, top),
                axis.ticks(),
                Figure.share(top),
                hasTips ? tips(current, earlier, edges, axis, unit) : List.of(),
                figures);
    }

    private static Axis axis(Histogram now, Histogram before, boolean isTrimmed) {
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Histogram histogram : before == null ? List.of(now) : List.of(now, before)) {
            if (isTrimmed && histogram.count() > 0) {
                ends[0] = Math.min(ends[0], histogram.quantile(TAIL));
                ends[1] = Math.max(ends[1], histogram.quantile(1 - TAIL));
            } else {
                histogram.forEach((bin, count) -> {
                    ends[0] = Math.min(
                            ends[0], Math.max(-Float.MAX_VALUE, histogram.bins().lower(bin)));
                    ends[1] = Math.max(
                            ends[1], Math.min(Float.MAX_VALUE, histogram.bins().lower(bin + 1)));
                });
            }
        }
        if (now.bins() == Bins.UNIT) {
            return unit(ends);
        }
        // The bin of zero ends at the subnormal numbers.
        if (!(ends[1] - ends[0] >= Float.MIN_NORMAL)) {
            double only = Double.isInfinite(ends[0]) || Math.abs(ends[0]) < Float.MIN_NORMAL ? 0 : ends[0];
            double around = only == 0 ? 1 : Math.abs(only) / 2;
            return new Axis(only - around, only + around, false, WIDTH);
        }
        return new Axis(ends[0], ends[1], ends[0] > 0 && ends[1] > LINEAR_FACTOR * ends[0], WIDTH);
    }

    /** Bounds at whole bins that are a multiple of the bars apart, so that no bin is divided. */
    private static Axis unit(double[] ends) {
        int all = Bins.UNIT.size();
        int first = Double.isInfinite(ends[0]) ? 0 : (int) Math.rint(ends[0] * all);
        int last = Double.isInfinite(ends[1]) ? all : (int) Math.rint(ends[1] * all);
        int length = Math.max(MIN_UNIT_BINS, last - first);
        length = Math.min(all, (length + BARS - 1) / BARS * Math.min(BARS, length));
        first = Math.max(0, Math.min(first - (length - (last - first)) / 2, all - length));
        return new Axis(first / (double) all, (first + length) / (double) all, false, WIDTH);
    }

    private static double[] edges(Bins bins, Axis axis) {
        int bars = BARS;
        if (bins == Bins.UNIT) {
            int length = (int) Math.rint((axis.upper() - axis.lower()) * bins.size());
            bars = length % BARS == 0 ? BARS : length <= BARS ? length : bars;
        }
        double[] edges = new double[bars + 1];
        for (int edge = 0; edge <= bars; edge++) {
            edges[edge] = axis.at(edge / (double) bars);
        }
        return edges;
    }

    /** Counts between edges: a bin that an edge divides gives to both sides by its width. */
    private static Shares spread(Histogram histogram, double[] edges) {
        double[] counts = new double[edges.length - 1];
        histogram.forEach((bin, count) -> {
            double lower = Math.max(-Float.MAX_VALUE, histogram.bins().lower(bin));
            double upper = Math.min(Float.MAX_VALUE, histogram.bins().lower(bin + 1));
            for (int bar = 0; bar < counts.length; bar++) {
                double from = Math.max(lower, edges[bar]);
                double to = Math.min(upper, edges[bar + 1]);
                if (to > from) {
                    counts[bar] += count * ((to - from) / (upper - lower));
                }
            }
        });
        return new Shares(counts, histogram.count());
    }

    private static String bars(Shares shares, double[] edges, Axis axis, double top) {
        StringBuilder path = new StringBuilder();
        for (int bar = 0; bar < edges.length - 1; bar++) {
            if (shares.isAny(bar)) {
                double left = axis.place(edges[bar]);
                double right = Math.max(left + GAP, axis.place(edges[bar + 1]) - GAP);
                path.append('M').append(Figure.place(left)).append(' ').append(HEIGHT);
                path.append('V').append(height(shares.share(bar), top));
                path.append('H').append(Figure.place(right));
                path.append('V').append(HEIGHT).append('Z');
            }
        }
        return path.toString();
    }

    /** Steps from bar to bar; nothing where nothing was counted. */
    private static String line(Shares shares, double[] edges, Axis axis, double top) {
        StringBuilder path = new StringBuilder();
        boolean isDown = true;
        for (int bar = 0; bar < edges.length - 1; bar++) {
            boolean isEmpty = !shares.isAny(bar);
            if (isEmpty && !isDown) {
                path.append('V').append(HEIGHT);
            } else if (!isEmpty) {
                if (isDown) {
                    path.append('M')
                            .append(Figure.place(axis.place(edges[bar])))
                            .append(' ');
                    path.append(HEIGHT);
                }
                path.append('V').append(height(shares.share(bar), top));
                path.append('H').append(Figure.place(axis.place(edges[bar + 1])));
            }
            isDown = isEmpty;
        }
        return isDown ? path.toString() : path.append('V').append(HEIGHT).toString();
    }

    private static String height(double share, double top) {
        return Figure.place(HEIGHT * (1 - share / top));
    }

    private static List<Tip> tips(Shares now, Shares before, double[] edges, Axis axis, String unit) {
        List<Tip> tips = new ArrayList<>();
        for (int bar = 0; bar < edges.length - 1; bar++) {
            if (now.isAny(bar) || before != null && before.isAny(bar)) {
                double left = axis.place(edges[bar]);
                tips.add(new Tip(
                        Figure.place(left),
                        Figure.place(axis.place(edges[bar + 1]) - left),
                        Figure.of(edges[bar]) + " to " + Figure.of(edges[bar + 1]) + ": "
                                + Figure.share(now.share(bar)) + " of " + unit
                                + (before == null ? "" : ", baseline " + Figure.share(before.share(bar)))));
            }
        }
        return tips;
    }
}
