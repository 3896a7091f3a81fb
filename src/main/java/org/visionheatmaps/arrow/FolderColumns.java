package org.visionheatmaps.arrow;

import java.io.Serializable;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Columns that are not in the files but in the names of their folders, {@code method=lrp}: whole numbers, if all values are, or
 * else strings.
 *
 * @param schema their names and types
 */
record FolderColumns(StructType schema) implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Hive's name of null. */
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    /** The columns of some files. */
    static FolderColumns of(List<String> files) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String file : files) {
            texts(file).forEach((name, value) -> values.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(value));
        }
        StructType schema = new StructType();
        for (Map.Entry<String, List<String>> column : values.entrySet()) {
            schema = schema.add(column.getKey(), type(column.getValue()), true);
        }
        return new FolderColumns(schema);
    }

    private static DataType type(List<String> values) {
        DataType type = DataTypes.IntegerType;
        for (String value : values) {
            // A number that would be written otherwise, as 007, is a name.
            if (!value.equals(NULL) && !value.matches("0|-?[1-9][0-9]{0,17}")) {
                return DataTypes.StringType;
            }
            if (!value.equals(NULL) && (int) Long.parseLong(value) != Long.parseLong(value)) {
                type = DataTypes.LongType;
            }
        }
        return type;
    }

    boolean has(String name) {
        return List.of(schema.fieldNames()).contains(name);
    }

    /** The value of a file for a column: a string, a number or null. */
    Object value(String file, String name) {
        String text = texts(file).getOrDefault(name, NULL);
        if (text.equals(NULL)) {
            return null;
        }
        return schema.apply(name).dataType().equals(DataTypes.StringType) ? text : (Object) Long.valueOf(text);
    }

    private static Map<String, String> texts(String file) {
        Map<String, String> values = new LinkedHashMap<>();
        String[] folders =
                new Path(URI.create(file)).getParent().toUri().getPath().split("/", -1);
        for (String folder : folders) {
            int equals = folder.indexOf('=');
            if (equals > 0) {
                values.put(unescape(folder.substring(0, equals)), unescape(folder.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String unescape(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return text;
        }
    }
}
