package org.visionheatmaps.audit;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ids that several elements have, in a dataset or in one group. Those of parts that share no id merge by adding, in any order.
 *
 * @param ids how many different ones
 * @param elements that have them
 * @param first of the ids in the order of texts, at most {@value #NAMED}
 */
@JsonPropertyOrder({"ids", "elements", "first"})
public record RepeatedIds(long ids, long elements, List<String> first) {
    /** Every element has an id of its own. */
    public static final RepeatedIds NONE = new RepeatedIds(0, 0, List.of());

    private static final int NAMED = 20;

    public RepeatedIds {
        first = List.copyOf(first);
    }

    /** One id. */
    public static RepeatedIds of(String id, long elements) {
        return new RepeatedIds(1, elements, List.of(id));
    }

    /** These and those of a part that has none of these. */
    public RepeatedIds and(RepeatedIds other) {
        return new RepeatedIds(
                ids + other.ids,
                elements + other.elements,
                Stream.concat(first.stream(), other.first.stream())
                        .sorted()
                        .limit(NAMED)
                        .toList());
    }
}
