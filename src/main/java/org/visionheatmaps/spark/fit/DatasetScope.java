package org.visionheatmaps.spark.fit;

import java.util.Optional;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.stats.QuantileMethod;

/**
 * Where steps over the dataset get their constants from.
 *
 * @param fit made before; without one, the run fits the pipeline to its own input if it needs that
 * @param quantiles how such a fit finds quantiles
 * @param unseenGroup what happens to elements of groups that the fit did not see
 */
public record DatasetScope(Optional<Fit> fit, QuantileMethod quantiles, UnseenGroup unseenGroup) {
    /** Fits to the input, in as few passes as can be. */
    public static final DatasetScope DEFAULT =
            new DatasetScope(Optional.empty(), QuantileMethod.APPROXIMATE, UnseenGroup.QUARANTINE);

    /**
     * @throws IllegalArgumentException if there is a fit, and it is of another pipeline
     */
    public void requireFitOf(Pipeline pipeline) {
        fit.map(Fit::pipeline).filter(other -> !other.equals(pipeline)).ifPresent(other -> {
            throw new IllegalArgumentException("The fit is of another pipeline: " + other + ", not " + pipeline);
        });
    }

    /** The same with a fit made before. */
    public DatasetScope withFit(Fit made) {
        return new DatasetScope(Optional.of(made), quantiles, unseenGroup);
    }

    /** The same with another method. */
    public DatasetScope withQuantiles(QuantileMethod other) {
        return new DatasetScope(fit, other, unseenGroup);
    }

    /** The same with another rule for unseen groups. */
    public DatasetScope withUnseenGroup(UnseenGroup other) {
        return new DatasetScope(fit, quantiles, other);
    }
}
