package org.visionheatmaps.audit;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.visionheatmaps.metrics.Atlas;
import org.visionheatmaps.metrics.Distribution;
import org.visionheatmaps.metrics.Drift;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.run.Numeral;

/** One side of a rule: a number of an element, of a group, or of the baseline. NaN stands for one that is not defined. */
sealed interface Expression extends Serializable {
    /**
     * The number.
     *
     * @param facts of the group; not looked at by expressions of elements alone
     * @param element if {@link #isOfElement}, otherwise null
     */
    double value(Facts facts, AuditedElement element);

    /** What this is made of. */
    default List<Expression> parts() {
        return List.of();
    }

    /** Whether each element has its own number. */
    default boolean isOfElement() {
        return parts().stream().anyMatch(Expression::isOfElement);
    }

    /** Whether a baseline is needed. */
    default boolean needsBaseline() {
        return parts().stream().anyMatch(Expression::needsBaseline);
    }

    /** The same with the facts of a group in place, so that it crosses to tasks. */
    default Expression resolved(Facts facts) {
        return isOfElement() ? this : new Constant(value(facts, null));
    }

    /** A number. */
    record Constant(double number) implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            return number;
        }

        @Override
        public String toString() {
            return Numeral.of(number);
        }
    }

    /** A metric of each element. */
    record OfMetric(Metric metric) implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            return element.metrics().get(metric);
        }

        @Override
        public boolean isOfElement() {
            return true;
        }

        @Override
        public String toString() {
            return metric.toString();
        }
    }

    /** 1 for elements with a flag and 0 for others. */
    record OfFlag(Flag flag) implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            return element.metrics().is(flag) ? 1 : 0;
        }

        @Override
        public boolean isOfElement() {
            return true;
        }

        @Override
        public String toString() {
            return flag.toString();
        }
    }

    /** 1 for elements of an outcome and 0 for others. */
    record OfOutcome(String outcome) implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            return element.outcome().equals(outcome) ? 1 : 0;
        }

        @Override
        public boolean isOfElement() {
            return true;
        }

        @Override
        public String toString() {
            return outcome;
        }
    }

    /** The number of elements. */
    record Count() implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            return facts.current() == null ? Double.NaN : facts.current().count();
        }

        @Override
        public String toString() {
            return "count";
        }
    }

    /** The number of files that cannot be read. */
    record UnreadableFiles() implements Expression {
        static final String NAME = "unreadable_files";

        @Override
        public double value(Facts facts, AuditedElement element) {
            return facts.unreadableFiles();
        }

        @Override
        public String toString() {
            return NAME;
        }
    }

    /** The number of elements that have their id in common with others of the group, or their share. */
    record OfRepeatedIds(boolean isShare) implements Expression {
        static final String NAME = "duplicate_id";

        @Override
        public double value(Facts facts, AuditedElement element) {
            if (facts.current() == null) {
                return Double.NaN;
            }
            double count = facts.repeatedIds().elements();
            return isShare ? count / facts.current().count() : count;
        }

        @Override
        public String toString() {
            return (isShare ? "share(" : "count(") + NAME + ")";
        }
    }

    /** The number of elements that fulfil a condition, or their share. */
    record CountOf(Condition condition, boolean isShare) implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            if (facts.current() == null) {
                return Double.NaN;
            }
            double count = condition.isInProfile()
                    ? inProfile(facts.current())
                    : facts.counted().getOrDefault(condition, 0L);
            return isShare ? count / facts.current().count() : count;
        }

        private double inProfile(Profile profile) {
            return condition.left() instanceof OfFlag flag
                    ? profile.count(flag.flag())
                    : profile.outcomes().getOrDefault(((OfOutcome) condition.left()).outcome(), 0L);
        }

        @Override
        public String toString() {
            return (isShare ? "share(" : "count(") + condition + ")";
        }
    }

    /**
     * A statistic of a metric, or of all values of all maps.
     *
     * @param function {@code min}, {@code max}, {@code mean}, {@code median} or {@code quantile}
     * @param metric or null for the values
     * @param fraction of a quantile
     */
    record Statistic(String function, Metric metric, double fraction) implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            if (facts.current() == null) {
                return Double.NaN;
            }
            if (metric == null) {
                return facts.current().values().quantile(fraction);
            }
            Distribution distribution = facts.current().of(metric);
            return switch (function) {
                case "min" -> distribution.min();
                case "max" -> distribution.max();
                case "mean" -> distribution.mean();
                default -> distribution.quantile(fraction);
            };
        }

        @Override
        public String toString() {
            String of = metric == null ? RuleParser.VALUE : metric.toString();
            return function + "(" + of + (function.equals("quantile") ? ", " + Numeral.of(fraction) : "") + ")";
        }
    }

    /**
     * The distance to the baseline.
     *
     * @param isPsi the stability index, otherwise the distance of Kolmogorov and Smirnov
     * @param metric or null for all values of all maps
     */
    record DriftOf(boolean isPsi, Metric metric) implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            if (facts.current() == null || facts.baseline() == null) {
                return Double.NaN;
            }
            Histogram before = of(facts.baseline());
            Histogram now = of(facts.current());
            return isPsi ? Drift.psi(before, now) : Drift.ks(before, now);
        }

        private Histogram of(Profile profile) {
            return metric == null ? profile.values() : profile.of(metric).histogram();
        }

        @Override
        public boolean needsBaseline() {
            return true;
        }

        @Override
        public String toString() {
            return (isPsi ? "psi(" : "ks(") + (metric == null ? RuleParser.VALUE : metric) + ")";
        }
    }

    /** Where the maps look, as {@link Atlas} has it. */
    record OfAtlas(Place place) implements Expression {
        /** What is known of it. */
        enum Place {
            /** How far from the baseline's the places are where the maps look. */
            SPATIAL_JS,
            /** How far the halves of the baseline are from each other. */
            SPATIAL_JS_FLOOR,
            /** How far the centre is from the baseline's. */
            CENTER_SHIFT,
            /** The share in the outer tenth on each side. */
            OUTER_SHARE,
            /** The share of positive pixels less that of negative ones. */
            SIGN_SHARE,
            /** How far the signs of the cells are from the baseline's. */
            SIGN_SHIFT;

            static Optional<Place> named(String name) {
                return Arrays.stream(values())
                        .filter(place -> place.toString().equals(name))
                        .findFirst();
            }

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public double value(Facts facts, AuditedElement element) {
            if (facts.current() == null || needsBaseline() && facts.baseline() == null) {
                return Double.NaN;
            }
            Atlas now = facts.current().atlas();
            return switch (place) {
                case SPATIAL_JS -> Atlas.divergence(facts.baseline().atlas(), now);
                case SPATIAL_JS_FLOOR -> facts.baseline().atlas().noise();
                case CENTER_SHIFT -> Atlas.centerShift(facts.baseline().atlas(), now);
                case OUTER_SHARE -> now.outerShare();
                case SIGN_SHARE -> now.signShare();
                case SIGN_SHIFT -> Atlas.signShift(facts.baseline().atlas(), now);
            };
        }

        @Override
        public boolean needsBaseline() {
            return place != Place.OUTER_SHARE && place != Place.SIGN_SHARE;
        }

        @Override
        public String toString() {
            return place.toString();
        }
    }

    /** A number of the baseline. */
    record OfBaseline(Expression inner) implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            return inner.value(facts.then(), null);
        }

        @Override
        public boolean needsBaseline() {
            return true;
        }

        @Override
        public String toString() {
            return "baseline." + inner;
        }
    }

    /** Two numbers and a sign between them. */
    record Arithmetic(char sign, Expression left, Expression right) implements Expression {
        @Override
        public double value(Facts facts, AuditedElement element) {
            double a = left.value(facts, element);
            double b = right.value(facts, element);
            return switch (sign) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                default -> a / b;
            };
        }

        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }

        @Override
        public Expression resolved(Facts facts) {
            return isOfElement()
                    ? new Arithmetic(sign, left.resolved(facts), right.resolved(facts))
                    : new Constant(value(facts, null));
        }

        @Override
        public String toString() {
            return left + " " + sign + " " + right;
        }
    }
}
