package org.visionheatmaps.pipeline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A group of a dataset's elements: what they have in the columns that a pipeline groups by.
 *
 * @param values one for each column, as text; null where the column is
 */
public record Group(List<String> values) implements Comparable<Group>, Serializable {
    /** The only group of a pipeline that groups by nothing. */
    public static final Group ALL = new Group(List.of());

    private static final Comparator<String> VALUES = Comparator.nullsFirst(Comparator.naturalOrder());

    public Group {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** The group by fewer columns that holds this one. */
    Group within(List<String> columns, List<String> by) {
        return new Group(
                by.stream().map(column -> values.get(columns.indexOf(column))).toList());
    }

    /** For messages: {@code method=lrp, label=cat}. */
    public String describe(List<String> columns) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < columns.size(); c++) {
            text.append(c == 0 ? "" : ", ").append(columns.get(c)).append('=').append(values.get(c));
        }
        return text.toString();
    }

    @Override
    public int compareTo(Group other) {
        for (int v = 0; v < Math.min(values.size(), other.values.size()); v++) {
            int order = VALUES.compare(values.get(v), other.values.get(v));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(values.size(), other.values.size());
    }
}
