package org.visionheatmaps.spark.input.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.visionheatmaps.io.file.HivePartitions;

/**
 * Columns that are not in files but in the names of their folders, {@code method=lrp}.
 *
 * @param types of the columns, by name
 */
record FolderColumns(Map<String, DataType> types) {
    /** The columns of some files; a file that lies in no such folder has null. */
    static FolderColumns of(Collection<String> files, PartitionTypes types) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String file : files) {
            HivePartitions.of(file).forEach((name, value) -> values.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(value));
        }
        Map<String, DataType> columns = new LinkedHashMap<>();
        values.forEach((name, texts) -> columns.put(name, types.of(name, texts)));
        return new FolderColumns(columns);
    }

    boolean has(String column) {
        return types.keySet().stream().anyMatch(column::equalsIgnoreCase);
    }

    /** Rows of files with these columns. */
    Dataset<Row> addTo(Dataset<Row> rows) {
        Dataset<Row> all = rows;
        for (Map.Entry<String, DataType> column : types.entrySet()) {
            String name = column.getKey();
            UDF1<String, String> folder = path -> HivePartitions.of(path).get(name);
            Column text = functions
                    .udf(folder, DataTypes.StringType)
                    .apply(functions.col(InputFiles.PLACE.name()).getField("file_path"));
            all = all.withColumn(name, text.cast(column.getValue()));
        }
        return all;
    }
}
