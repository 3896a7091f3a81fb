package org.visionheatmaps.spark.fit;

import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.stats.QuantileMethod;

/**
 * How a pipeline is fitted.
 *
 * @param quantiles how quantiles are found
 * @param partitioning how elements are spread, which changes nothing but the time; a batch stays together
 * @param nonFinite what happens to values that are NaN or infinite
 * @param errors what happens to elements that cannot be drawn; they do not count
 */
public record FitOptions(QuantileMethod quantiles, Partitioning partitioning, NonFinite nonFinite, ErrorPolicy errors) {
    /** As few passes as can be, without what cannot be drawn. */
    public static final FitOptions DEFAULT =
            new FitOptions(QuantileMethod.APPROXIMATE, Partitioning.AUTO, NonFinite.QUARANTINE, ErrorPolicy.QUARANTINE);

    /** The same with another method. */
    public FitOptions withQuantiles(QuantileMethod other) {
        return new FitOptions(other, partitioning, nonFinite, errors);
    }

    /** The same with elements spread in another way. */
    public FitOptions withPartitioning(Partitioning other) {
        return new FitOptions(quantiles, other, nonFinite, errors);
    }

    /** The same with another way with values that are NaN or infinite. */
    public FitOptions withNonFinite(NonFinite other) {
        return new FitOptions(quantiles, partitioning, other, errors);
    }

    /** The same with another policy. */
    public FitOptions withErrors(ErrorPolicy other) {
        return new FitOptions(quantiles, partitioning, nonFinite, other);
    }
}
