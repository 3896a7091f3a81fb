package org.visionheatmaps.stats;

import java.util.Collection;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.Tensor;

/** What a fittable transform may know of the values that it will see: of one element, or of many. */
public interface Summary {
    /** The number of values. */
    long count();

    /** The least value. */
    double min();

    /** The greatest value. */
    double max();

    /**
     * The quantile of type 7 (SEMANTICS, as in Hyndman and Fan 1996).
     *
     * @param fraction in [0, 1]
     */
    double quantile(double fraction);

    /**
     * The smallest magnitude for which the magnitudes up to it, in ascending order, add up to a share of the sum of all; 0 if all values are
     * 0. Sums are taken in double.
     *
     * @param share in (0, 1]
     * @throws UnsupportedOperationException if these values are not known one by one or by their counts
     */
    default double massQuantile(double share) {
        throw new UnsupportedOperationException("The magnitudes of these values are not known, only some quantiles");
    }

    /** The summary of the same values after they are clamped to bounds, which makes doubles of them. */
    default Summary clamped(double lower, double upper) {
        return new ClampedSummary(this, lower, upper);
    }

    /**
     * The count and extremes of several groups of values together; no quantiles.
     *
     * @param parts at least one
     */
    static Summary extremesOf(Collection<Summary> parts) {
        return new Extremes(
                parts.stream().mapToLong(Summary::count).sum(),
                parts.stream().mapToDouble(Summary::min).min().orElseThrow(),
                parts.stream().mapToDouble(Summary::max).max().orElseThrow());
    }

    /**
     * The summary of one element's values; those that are missing are left out.
     *
     * @throws org.visionheatmaps.tensor.BadDataException if a value is NaN or infinite, or all are missing
     */
    static Summary of(Tensor x) {
        return new Summarizer().summarize(x.isMasked() ? Missing.without(x) : x);
    }
}
