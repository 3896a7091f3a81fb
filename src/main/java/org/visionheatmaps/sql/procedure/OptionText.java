package org.visionheatmaps.sql.procedure;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/** The values of a parameter as the texts of an option: {@code 0.15} is "0.15", an array several, {@code map('a', 1)} is "a=1". */
final class OptionText {
    private OptionText() {}

    /** Whether values of a type are one text each. */
    static boolean isOne(DataType type) {
        return type instanceof StringType || type instanceof NumericType || type instanceof BooleanType;
    }

    /** Of a value that is not null, of a type that is one text, or an array or a map of such. */
    static List<String> of(Object value, DataType type) {
        List<String> texts = new ArrayList<>();
        if (type instanceof ArrayType array) {
            ArrayData elements = (ArrayData) value;
            for (int at = 0; at < elements.numElements(); at++) {
                texts.add(at(elements, at, array.elementType()));
            }
        } else if (type instanceof MapType map) {
            MapData entries = (MapData) value;
            for (int at = 0; at < entries.numElements(); at++) {
                texts.add(at(entries.keyArray(), at, map.keyType()) + "="
                        + at(entries.valueArray(), at, map.valueType()));
            }
        } else {
            texts.add(value.toString());
        }
        return texts;
    }

    private static String at(ArrayData values, int at, DataType type) {
        if (values.isNullAt(at)) {
            throw new IllegalArgumentException("An array or a map of options has no NULL");
        }
        return values.get(at, type).toString();
    }
}
