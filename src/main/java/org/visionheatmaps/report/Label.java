package org.visionheatmaps.report;

import org.visionheatmaps.metrics.Metric;

/**
 * What is measured, for people.
 *
 * @param name as rules and tables have it
 * @param title in a few words
 */
record Label(String name, String title) {
    static final Label VALUE = new Label("value", "all pixels of all maps");

    static Label of(Metric metric) {
        String title =
                switch (metric) {
                    case FINITE_SHARE -> "share of finite values";
                    case MIN -> "least value";
                    case MAX -> "greatest value";
                    case MAX_ABS -> "greatest magnitude";
                    case MEAN -> "mean";
                    case STD -> "standard deviation";
                    case P01 -> "1 % quantile";
                    case P05 -> "5 % quantile";
                    case P25 -> "25 % quantile";
                    case P50 -> "median";
                    case P75 -> "75 % quantile";
                    case P95 -> "95 % quantile";
                    case P99 -> "99 % quantile";
                    case POSITIVE_MASS -> "sum of positive values";
                    case NEGATIVE_MASS -> "sum of negative magnitudes";
                    case SPARSITY -> "share of pixels near zero";
                    case GINI -> "Gini index of magnitudes";
                    case ENTROPY -> "evenness of magnitudes";
                    case TOP_SHARE -> "mass in the top 1 % of pixels";
                    case CENTER_X -> "centre of mass, left to right";
                    case CENTER_Y -> "centre of mass, top to bottom";
                    case TOTAL_VARIATION -> "differences of neighbours";
                    case CLIPPED_SHARE -> "share of clipped pixels";
                    case MASS -> "mass in the object";
                    case RANK -> "greatest pixels in the object";
                    case TOPK -> "top pixels in the object";
                    case POINTING -> "points at the object";
                    case AUC -> "ROC area of the object";
                    case LIFT -> "mass in the object over its area";
                    case COSINE -> "cosine of both maps";
                    case PEARSON -> "Pearson's correlation";
                    case SPEARMAN -> "Spearman's rank correlation";
                    case SSIM -> "structural similarity";
                    case TOPK_INTERSECTION -> "top pixels in common";
                    case SIGN_AGREEMENT -> "top pixels of one sign";
                };
        return new Label(metric.toString(), title);
    }
}
