package org.visionheatmaps.color;

/** The values that the first and the last colour of a scheme stand for, in the data's units. */
public record ValueRange(double lower, double upper) {
    /**
     * @throws IllegalArgumentException unless {@code lower < upper} and both are finite
     */
    public ValueRange {
        if (!(lower < upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
            throw new IllegalArgumentException(
                    "A range of values needs finite lower < upper, but got " + lower + " and " + upper);
        }
    }

    /** The range, or (0, 1) where it is empty: a constant gets the colour at clamp(c, 0, 1). */
    public static ValueRange orUnit(double lower, double upper) {
        return upper - lower == 0 ? new ValueRange(0, 1) : new ValueRange(lower, upper);
    }
}
