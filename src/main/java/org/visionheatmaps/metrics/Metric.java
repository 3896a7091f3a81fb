package org.visionheatmaps.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A number that is measured of each element, or of each pair of maps. All but {@link #FINITE_SHARE} are of the map: the scalars that the pipeline makes of the
 * channels, without the pixels that are not finite. NaN stands for a number that is not defined.
 */
public enum Metric {
    /** The share of finite values among all values of all channels. */
    FINITE_SHARE(Bins.UNIT),
    MIN(Bins.FLOAT),
    MAX(Bins.FLOAT),
    /** The greatest magnitude. */
    MAX_ABS(Bins.FLOAT),
    MEAN(Bins.FLOAT),
    /** The standard deviation of all pixels (divided by their number). */
    STD(Bins.FLOAT),
    P01(Bins.FLOAT),
    P05(Bins.FLOAT),
    P25(Bins.FLOAT),
    P50(Bins.FLOAT),
    P75(Bins.FLOAT),
    P95(Bins.FLOAT),
    P99(Bins.FLOAT),
    /** The sum of the positive values. */
    POSITIVE_MASS(Bins.FLOAT),
    /** The sum of the magnitudes of the negative values. */
    NEGATIVE_MASS(Bins.FLOAT),
    /** The share of pixels of at most a hundredth of the greatest magnitude. */
    SPARSITY(Bins.UNIT),
    /** The Gini index of the magnitudes: 0 if all are equal, almost 1 if one pixel has everything. */
    GINI(Bins.UNIT),
    /** Shannon's entropy of the magnitudes as shares of their sum, divided by its greatest possible value. */
    ENTROPY(Bins.UNIT),
    /** The share of the sum of magnitudes in the hundredth of the pixels that has the most. */
    TOP_SHARE(Bins.UNIT),
    /** The centre of mass of the magnitudes from the left edge, 0, to the right one, 1. */
    CENTER_X(Bins.UNIT),
    /** The centre of mass of the magnitudes from the upper edge, 0, to the lower one, 1. */
    CENTER_Y(Bins.UNIT),
    /** The sum of the magnitudes of differences between neighbours, by the number of pixels. */
    TOTAL_VARIATION(Bins.FLOAT),
    /** The share of pixels outside the pipeline's clip. */
    CLIPPED_SHARE(Bins.UNIT),
    /** The share of positive values' sum in the object's region; this and what follows as {@link Localisation} says. */
    MASS(Bins.UNIT),
    /** Of as many greatest pixels as the region has, the share in it. */
    RANK(Bins.UNIT),
    /** Of a number of greatest pixels, the share in the region. */
    TOPK(Bins.UNIT),
    /** 1 if a greatest pixel is in the region or near it, else 0. */
    POINTING(Bins.UNIT),
    /** The area under the ROC curve of pixels in the region by their values. */
    AUC(Bins.UNIT),
    /** {@link #MASS} divided by the region's share of the pixels: 1 for a map that does not look at it. */
    LIFT(Bins.FLOAT),
    /** The cosine of two maps; this and what follows is of pairs, as {@link PairMeter} says. */
    COSINE(Bins.FLOAT, true),
    /** Pearson's correlation of two maps. */
    PEARSON(Bins.FLOAT, true),
    /** Spearman's rank correlation of two maps. */
    SPEARMAN(Bins.FLOAT, true),
    /** The structural similarity of two maps. */
    SSIM(Bins.FLOAT, true),
    /** The share of one map's pixels of the greatest magnitude that are the other's too. */
    TOPK_INTERSECTION(Bins.UNIT, true),
    /** The share of them that have the same sign in both. */
    SIGN_AGREEMENT(Bins.UNIT, true);

    private final Bins bins;
    private final boolean isOfPairs;

    Metric(Bins bins) {
        this(bins, false);
    }

    Metric(Bins bins, boolean isOfPairs) {
        this.bins = bins;
        this.isOfPairs = isOfPairs;
    }

    private static final List<Metric> OF_ELEMENTS =
            Arrays.stream(values()).filter(metric -> !metric.isOfPairs).toList();
    private static final List<Metric> OF_PAIRS =
            Arrays.stream(values()).filter(Metric::isOfPairs).toList();

    /** The metrics of elements, or those of pairs of maps. */
    public static List<Metric> all(boolean ofPairs) {
        return ofPairs ? OF_PAIRS : OF_ELEMENTS;
    }

    /** Whether it compares two maps. */
    public boolean isOfPairs() {
        return isOfPairs;
    }

    /** Whether it is measured on a map alone, without an object's region or a second map. */
    public boolean isOfMaps() {
        return compareTo(MASS) < 0;
    }

    /** What its histograms count in. */
    public Bins bins() {
        return bins;
    }

    /** The name in tables, documents and rules: {@code top_share}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
