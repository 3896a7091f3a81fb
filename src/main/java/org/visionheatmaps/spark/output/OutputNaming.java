package org.visionheatmaps.spark.output;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.spark.input.GroupColumns;

/**
 * Names outputs relative to the output folder.
 *
 * @param partitionColumns names of the columns that make folders
 * @param partitionIndices their places in the normalised row
 */
public record OutputNaming(List<String> partitionColumns, List<Integer> partitionIndices) implements Serializable {
    /** Names by the output's partition columns, which are among the carried ones. */
    public static OutputNaming of(OutputOptions output, List<StructField> carried) {
        List<String> folders = output.partitionBy().stream()
                .map(column -> HeatmapRows.outputName(column, output))
                .toList();
        return new OutputNaming(
                folders, GroupColumns.of(output.partitionBy(), carried).places());
    }

    /** {@code method=lrp/cat.png}, {@code batch/0.png}. An element of a row that has several has a name. */
    public String path(Row row, String id, String element) {
        StringBuilder path = new StringBuilder();
        for (int p = 0; p < partitionColumns.size(); p++) {
            Object value = row.get(partitionIndices.get(p));
            path.append(OutputName.ofPartition(partitionColumns.get(p), value == null ? null : value.toString()))
                    .append('/');
        }
        return path.append(element == null ? OutputName.ofElement(id) : OutputName.ofBatchElement(id, element))
                .toString();
    }
}
