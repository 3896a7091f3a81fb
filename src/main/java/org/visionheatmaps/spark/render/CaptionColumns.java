package org.visionheatmaps.spark.render;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.render.Caption;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.text.NearestName;

/**
 * A caption, and where its values lie in a row.
 *
 * @param caption of each heatmap
 * @param places of the columns among those that are carried, by the names in the caption; {@code id} is the element's id
 */
record CaptionColumns(Caption caption, Map<String, Integer> places) implements Serializable {
    private static final String ID = "id";
    private static final int OF_ID = -1;

    /**
     * @param caption or null, for none
     * @throws IllegalArgumentException if a column is not carried, or has a number's format and is none
     */
    static CaptionColumns of(Caption caption, List<StructField> carried) {
        if (caption == null) {
            return null;
        }
        List<String> names = carried.stream().map(StructField::name).toList();
        Map<String, Integer> places = new TreeMap<>();
        for (Caption.Field field : caption.fields()) {
            int place = place(field.column(), names);
            boolean isNumber = place != OF_ID && carried.get(place).dataType() instanceof NumericType;
            if (field.format() != null && !isNumber) {
                throw new IllegalArgumentException("--caption writes '" + field.column() + "' as the number "
                        + field.format() + ", but it is "
                        + (place == OF_ID
                                ? "a text"
                                : carried.get(place).dataType().simpleString())
                        + ": leave the format out, {" + field.column() + "}");
            }
            places.put(field.column(), place);
        }
        return new CaptionColumns(caption, places);
    }

    private static int place(String column, List<String> carried) {
        for (int at = 0; at < carried.size(); at++) {
            if (carried.get(at).equalsIgnoreCase(column)) {
                return at;
            }
        }
        if (column.equals(ID)) {
            return OF_ID;
        }
        List<String> known = new ArrayList<>(carried);
        known.add(ID);
        throw new IllegalArgumentException("--caption needs the column '" + column + "', which is not carried"
                + NearestName.hint(column, known) + " (there are: " + String.join(", ", known)
                + "); --carry takes more columns of the input");
    }

    /** The line of an element. */
    String of(String id, Row row) {
        return caption.of(column -> {
            int place = places.get(column);
            return place == OF_ID ? id : row.get(NormalizedRow.CARRIED + place);
        });
    }
}
