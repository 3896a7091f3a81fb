package org.visionheatmaps.spark.output;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.visionheatmaps.spark.input.RowDecoder;
import org.visionheatmaps.spark.run.JobFailedException;

/**
 * Finds the files that more than one row would be written to, by a pass over ids and partition columns alone.
 *
 * @param naming names the files
 */
public record OutputNameCheck(OutputNaming naming) {
    private static final int MAX_NAMES = 1_000_000;

    /**
     * The paths that are not unique.
     *
     * @param rows normalised, without values
     * @throws JobFailedException if there are more than a million: then the column holds no ids
     */
    public Set<String> find(Dataset<Row> rows, RowDecoder decoder) {
        OutputNaming names = naming;
        MapFunction<Row, String> path = row -> names.path(row, decoder.id(row), null);
        Dataset<Row> counted =
                rows.map(path, Encoders.STRING()).toDF("path").groupBy("path").count();
        List<String> found = counted.where(functions.col("count").gt(1))
                .select("path")
                .as(Encoders.STRING())
                .limit(MAX_NAMES + 1)
                .collectAsList();
        if (found.size() > MAX_NAMES) {
            throw new JobFailedException("More than " + MAX_NAMES + " ids stand on several rows each, such as "
                    + found.get(0) + ": is this the column of ids? --id-column names another");
        }
        return new HashSet<>(found);
    }
}
