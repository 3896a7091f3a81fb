package org.visionheatmaps.spark.input;

import java.io.Serializable;

/**
 * How elements are spread over Spark's partitions.
 *
 * @param kind by bytes, one element each, or a given number
 * @param count the number, where given
 */
public record Partitioning(Kind kind, int count) implements Serializable {
    /** By bytes, as Spark splits the files; spread out if that leaves cores idle. */
    public static final Partitioning AUTO = new Partitioning(Kind.AUTO, 0);

    /** Every element alone: for few, huge tensors. */
    public static final Partitioning ELEMENT = new Partitioning(Kind.ELEMENT, 0);

    /** Kinds of partitioning. */
    public enum Kind {
        AUTO,
        ELEMENT,
        COUNT
    }

    /**
     * Parses {@code auto}, {@code element} or a number.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Partitioning parse(String text) {
        return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "auto" -> AUTO;
            case "element" -> ELEMENT;
            default -> {
                try {
                    int count = Integer.parseInt(text.strip());
                    if (count >= 1) {
                        yield new Partitioning(Kind.COUNT, count);
                    }
                } catch (NumberFormatException e) {
                    // Told below with what was required.
                }
                throw new IllegalArgumentException(
                        "Partitions are 'auto', 'element' or a number of at least 1, but got '" + text + "'");
            }
        };
    }
}
