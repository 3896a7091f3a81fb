package org.visionheatmaps.stats;

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
     * The summary of one element's values.
     *
     * @throws org.visionheatmaps.tensor.BadDataException if a value is NaN or infinite
     */
    static Summary of(Tensor x) {
        return new Summarizer().summarize(x);
    }
}
