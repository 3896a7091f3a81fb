package org.visionheatmaps.arrow;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.file.HivePartitions;

/**
 * Columns that are not in the files but in the names of their folders, {@code method=lrp}: strings, as their folders say them.
 *
 * @param schema their names and types
 */
record FolderColumns(StructType schema) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The columns of some files. */
    static FolderColumns of(List<String> files) {
        Set<String> names = new LinkedHashSet<>();
        files.forEach(file -> names.addAll(HivePartitions.of(file).keySet()));
        StructType schema = new StructType();
        for (String name : names) {
            schema = schema.add(name, DataTypes.StringType, true);
        }
        return new FolderColumns(schema);
    }

    boolean has(String name) {
        return List.of(schema.fieldNames()).contains(name);
    }

    /** The value of a file for a column, or null. */
    String value(String file, String name) {
        return HivePartitions.of(file).get(name);
    }
}
