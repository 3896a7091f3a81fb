package org.visionheatmaps.paint;

import java.util.List;
import java.util.Set;
import org.visionheatmaps.stats.Counts;
import org.visionheatmaps.stats.LaneExtremes;
import org.visionheatmaps.stats.QuantileSearch;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.stats.ValueCounts;
import org.visionheatmaps.stats.Window;
import org.visionheatmaps.stats.WindowCounts;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.Tensor;

/** The summary of values that are computed row by row: extremes in one pass, quantiles in as many as a dataset's take. */
final class RowSummary {
    private final Rows rows;
    private final boolean isMasked;
    private final LaneExtremes extremes;
    private final double[] line;

    /**
     * @param isMasked whether values may be missing: those are left out
     */
    RowSummary(Rows rows, boolean isMasked, LaneExtremes extremes, RowBuffers buffers) {
        this.extremes = extremes;
        this.rows = rows;
        this.isMasked = isMasked;
        this.line = buffers.doubles(rows.width() * rows.components());
    }

    /**
     * The summary.
     *
     * @param fractions whose quantiles it knows
     * @throws BadDataException if a value is NaN or infinite, or all are missing
     */
    Summary of(List<Double> fractions) {
        return fractions.isEmpty() ? extremes() : quantiles(fractions);
    }

    private Summary extremes() {
        extremes.begin();
        long count = 0;
        for (int row = 0; row < rows.height(); row++) {
            int length = read(row);
            extremes.add(line, 0, length);
            count += length;
        }
        Missing.requireSome(count);
        requireFinite(extremes.least());
        requireFinite(extremes.greatest());
        return new Extremes(count, extremes.least(), extremes.greatest());
    }

    private Summary quantiles(List<Double> fractions) {
        ValueCounts counts = new ValueCounts();
        count(counts);
        Missing.requireSome(counts.count());
        QuantileSearch search = new QuantileSearch(counts, fractions);
        for (Set<Window> windows = search.windows(); !windows.isEmpty(); windows = search.windows()) {
            WindowCounts counted = new WindowCounts(windows);
            count(counted);
            search.narrow(counted);
        }
        return search.summary();
    }

    private void count(Counts counts) {
        float[] floats = rows.isFloat() ? new float[line.length] : null;
        for (int row = 0; row < rows.height(); row++) {
            int length = read(row);
            for (int i = 0; floats != null && i < length; i++) {
                floats[i] = (float) line[i];
            }
            if (length > 0) {
                counts.add(floats != null ? Tensor.scalars(floats, length, 1) : Tensor.scalars(line, length, 1));
            }
        }
    }

    /** Reads a row and closes the gaps that missing values leave. Returns how many values there are. */
    private int read(int row) {
        rows.read(row, line);
        int length = rows.width() * rows.components();
        if (!isMasked) {
            return length;
        }
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (!Double.isNaN(line[i])) {
                line[count++] = line[i];
            }
        }
        return count;
    }

    private static void requireFinite(double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new BadDataException(
                    BadDataException.Reason.NON_FINITE, "every value must be finite, but there is " + value);
        }
    }

    /** A summary of extremes alone. */
    private record Extremes(long count, double min, double max) implements Summary {
        @Override
        public double quantile(double fraction) {
            throw new IllegalStateException(
                    "Only the extremes of these values are known, not the quantile " + fraction);
        }
    }
}
