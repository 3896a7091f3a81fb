package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.metrics.Metric;

/**
 * How numbers went from run to run.
 *
 * @param lines one for each number
 * @param runs the newest first
 */
public record Trend(List<Line> lines, List<Run> runs) {
    /** More runs than this are not drawn. */
    public static final int MAX_RUNS = 30;

    static final int WIDTH = 200;
    static final int HEIGHT = 40;

    private static final int LISTED = 10;
    private static final double EDGE = 4;
    private static final List<Metric> METRICS =
            List.of(Metric.MAX_ABS, Metric.GINI, Metric.ENTROPY, Metric.TOP_SHARE, Metric.TOTAL_VARIATION);

    /** A line over runs; a dot for each run, coloured by its verdict. */
    public record Line(String title, String last, String range, String path, List<Dot> dots) {}

    /** A run on a line. */
    public record Dot(String x, String y, String status, String text) {}

    /** A run as a row of a table. */
    public record Run(String name, String started, String status, String elements, String quarantined, String rules) {}

    private record Point(TrendRun run, Double value) {}

    /**
     * @param runs the newest last
     */
    static Trend of(List<TrendRun> runs) {
        List<TrendRun> shown = runs.subList(Math.max(0, runs.size() - MAX_RUNS), runs.size());
        List<Line> lines = new ArrayList<>();
        add(lines, shown, "Elements", run -> (double) run.manifest().counts().elements(), Trend::whole);
        add(lines, shown, "Cannot be drawn", Trend::quarantinedShare, Figure::share);
        add(
                lines,
                shown,
                "Rules that do not hold",
                run -> (double) (run.verdict().errors() + run.verdict().warnings()),
                Trend::whole);
        for (Metric metric : METRICS) {
            add(lines, shown, "Median " + metric, run -> median(run, metric), Figure::of);
        }
        List<Run> listed = new ArrayList<>();
        for (int r = shown.size() - 1; r >= Math.max(0, shown.size() - LISTED); r--) {
            listed.add(row(shown.get(r)));
        }
        return new Trend(lines, listed);
    }

    private static String whole(double number) {
        return Figure.of(Long.valueOf((long) number));
    }

    private static Double quarantinedShare(TrendRun run) {
        long elements = run.manifest().counts().elements();
        return elements == 0 ? null : run.manifest().counts().quarantined() / (double) elements;
    }

    private static Double median(TrendRun run, Metric metric) {
        AuditSummary.MetricSummary summary =
                run.summary() == null ? null : run.summary().dataset().metrics().get(metric.toString());
        return summary == null ? null : summary.p50();
    }

    private static Run row(TrendRun run) {
        return new Run(
                run.manifest().run(),
                run.manifest().started(),
                run.verdict().status(),
                Figure.of(Long.valueOf(run.manifest().counts().elements())),
                Figure.of(Long.valueOf(run.manifest().counts().quarantined())),
                Figure.counted(run.verdict().errors(), "error") + ", "
                        + Figure.counted(run.verdict().warnings(), "warning"));
    }

    private static void add(
            List<Line> lines,
            List<TrendRun> runs,
            String title,
            Function<TrendRun, Double> number,
            Function<Double, String> text) {
        List<Point> points =
                runs.stream().map(run -> new Point(run, number.apply(run))).toList();
        double[] known = points.stream()
                .filter(point -> point.value() != null)
                .mapToDouble(Point::value)
                .toArray();
        if (known.length == 0) {
            return;
        }
        double min = java.util.Arrays.stream(known).min().orElseThrow();
        double max = java.util.Arrays.stream(known).max().orElseThrow();
        StringBuilder path = new StringBuilder();
        List<Dot> dots = new ArrayList<>();
        for (int p = 0; p < points.size(); p++) {
            Double value = points.get(p).value();
            if (value != null) {
                double x = points.size() == 1 ? WIDTH / 2.0 : EDGE + (WIDTH - 2 * EDGE) * p / (points.size() - 1.0);
                double share = max == min ? 0.5 : (value - min) / (max - min);
                String place = Figure.place(x);
                String height = Figure.place(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share);
                path.append(path.length() == 0 ? "M" : "L")
                        .append(place)
                        .append(' ')
                        .append(height);
                TrendRun run = points.get(p).run();
                dots.add(new Dot(
                        place,
                        height,
                        run.verdict().status(),
                        run.manifest().run() + ": " + text.apply(value) + ", "
                                + run.verdict().status()));
            }
        }
        String range = max == min ? "unchanged" : text.apply(min) + " to " + text.apply(max);
        Double last = points.get(points.size() - 1).value();
        lines.add(new Line(title, last == null ? Figure.NONE : text.apply(last), range, path.toString(), dots));
    }
}
