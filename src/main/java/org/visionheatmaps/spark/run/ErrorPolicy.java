package org.visionheatmaps.spark.run;

import java.io.Serializable;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What happens to elements that cannot be drawn.
 *
 * @param failFast the first one fails the job; otherwise they go to quarantine
 * @param maxCount more of them than this fail the job
 * @param maxShare a larger share of all elements than this, in [0, 1], fails the job
 */
public record ErrorPolicy(boolean failFast, OptionalLong maxCount, OptionalDouble maxShare) implements Serializable {
    /** Quarantines any number. */
    public static final ErrorPolicy QUARANTINE = new ErrorPolicy(false, OptionalLong.empty(), OptionalDouble.empty());

    /** Fails at the first. */
    public static final ErrorPolicy FAIL = new ErrorPolicy(true, OptionalLong.empty(), OptionalDouble.empty());

    /**
     * Quarantines up to a number or a share.
     *
     * @param limit a count such as {@code 100}, or a share such as {@code 1%}
     * @throws IllegalArgumentException for anything else
     */
    public static ErrorPolicy upTo(String limit) {
        String text = limit.strip();
        try {
            if (text.endsWith("%")) {
                double percent = Double.parseDouble(text.substring(0, text.length() - 1));
                if (percent >= 0 && percent <= 100) {
                    return new ErrorPolicy(false, OptionalLong.empty(), OptionalDouble.of(percent / 100));
                }
            } else if (Long.parseLong(text) >= 0) {
                return new ErrorPolicy(false, OptionalLong.of(Long.parseLong(text)), OptionalDouble.empty());
            }
        } catch (NumberFormatException e) {
            // Reported below with what was required.
        }
        throw new IllegalArgumentException(
                "A limit of errors is a count such as 100 or a share such as 1%, but got '" + limit + "'");
    }

    /** Whether so many faults are too many to go on, whatever comes. */
    public boolean exceededBy(long faults) {
        return maxCount.isPresent() && faults > maxCount.getAsLong();
    }

    /** Whether so many faults of so many elements are too many at the end. */
    public boolean exceededBy(long faults, long elements) {
        return exceededBy(faults) || maxShare.isPresent() && faults > maxShare.getAsDouble() * elements;
    }
}
