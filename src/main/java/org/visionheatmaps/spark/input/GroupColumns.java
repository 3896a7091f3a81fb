package org.visionheatmaps.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.spark.input.row.NormalizedRow;

/**
 * Where a normalised row has what makes its group.
 *
 * @param places of the columns, in the pipeline's order
 */
public record GroupColumns(List<Integer> places) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * @param columns the pipeline's
     * @param carried the row's, which have them
     */
    public static GroupColumns of(List<String> columns, List<StructField> carried) {
        List<String> names = carried.stream().map(StructField::name).toList();
        List<Integer> places = new ArrayList<>();
        columns.forEach(column -> places.add(NormalizedRow.CARRIED + indexOf(names, column)));
        return new GroupColumns(places);
    }

    /** The place of a name, as Spark resolves it: exactly, or else without regard to case. */
    public static int indexOf(List<String> names, String column) {
        int exact = names.indexOf(column);
        return exact >= 0
                ? exact
                : names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList()
                        .indexOf(column.toLowerCase(Locale.ROOT));
    }

    public Group of(Row row) {
        if (places.isEmpty()) {
            return Group.ALL;
        }
        List<String> values = new ArrayList<>(places.size());
        for (int place : places) {
            values.add(row.isNullAt(place) ? null : row.get(place).toString());
        }
        return new Group(values);
    }
}
