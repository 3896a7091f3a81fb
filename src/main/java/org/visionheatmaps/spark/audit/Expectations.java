package org.visionheatmaps.spark.audit;

import java.util.List;
import java.util.Optional;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.audit.Rule;

/**
 * What the data must be like.
 *
 * @param rules each of them must hold
 * @param isStrict whether warnings count
 * @param baseline what to compare with
 */
public record Expectations(List<Rule> rules, boolean isStrict, Optional<Baseline> baseline) {
    /** Anything. */
    public static final Expectations NONE = new Expectations(List.of(), false, Optional.empty());

    public Expectations {
        rules = List.copyOf(rules);
    }

    /** The same with a baseline. */
    public Expectations against(Baseline other) {
        return new Expectations(rules, isStrict, Optional.of(other));
    }
}
