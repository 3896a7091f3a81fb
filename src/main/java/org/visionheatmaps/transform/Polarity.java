package org.visionheatmaps.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.text.NearestName;

/**
 * Keeps what speaks for the class, what speaks against it, or how much either does.
 *
 * <p>Shape: W×H, kept. Values: not negative; dtype kept. Formula: {@code max(x, 0)}, {@code max(-x, 0)} or {@code |x|}, as Captum's
 * visualisation has signs {@code positive}, {@code negative} and {@code absolute_value} before it scales them. Edges: a map without values
 * of the sign becomes 0 everywhere.
 *
 * @param sign what is kept
 */
public record Polarity(Sign sign) implements Transform {
    /** What is kept of a value. */
    public enum Sign {
        /** Values above 0; others become 0. */
        POSITIVE,
        /** The magnitudes of values below 0; others become 0. */
        NEGATIVE,
        /** The magnitudes of all. */
        ABSOLUTE;

        /**
         * The sign of a name.
         *
         * @throws IllegalArgumentException for an unknown name; the message names the nearest
         */
        public static Sign named(String name) {
            List<String> names = Arrays.stream(values()).map(Sign::toString).toList();
            int at = names.indexOf(name);
            if (at < 0) {
                throw new IllegalArgumentException("Polarity has no sign ':" + name + "'"
                        + NearestName.hint(name, names) + " (there are: :" + String.join(", :", names) + ")");
            }
            return values()[at];
        }

        /** What a value becomes. */
        public double of(double value) {
            return switch (this) {
                case POSITIVE -> Math.max(value, 0.0);
                case NEGATIVE -> Math.max(-value, 0.0);
                case ABSOLUTE -> Math.abs(value);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.SCALAR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return input;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        return x.map(sign::of);
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public String toString() {
        return "Polarity(:" + sign + ")";
    }
}
