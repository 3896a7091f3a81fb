package org.visionheatmaps.stats;

import java.util.Locale;

/** How the quantiles of a dataset are found. Extremes and counts are exact either way. */
public enum QuantileMethod {
    /** In one pass, each neighbouring value of a quantile within a relative error of 2^-10. */
    APPROXIMATE(ValueCounts.ERROR_BOUND),
    /** As a sort of all values would, bit for bit: in one or two passes more. */
    EXACT(0);

    private final double errorBound;

    QuantileMethod(double errorBound) {
        this.errorBound = errorBound;
    }

    /** The largest |found - true| / |true| of a quantile, for values that are zero or of a magnitude of at least 2^-1022. */
    public double errorBound() {
        return errorBound;
    }

    /** {@code approximate}, {@code exact}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
