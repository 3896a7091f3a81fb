package org.visionheatmaps.spark;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Finds the files that more than one row would be written to, by a pass over ids and partition columns alone. */
final class DuplicateIds {
    private static final int MOST = 1_000_000;

    private DuplicateIds() {}

    /**
     * The paths that are not unique.
     *
     * @param rows normalised, without values
     * @throws JobFailedException if there are more than a million: then the column holds no ids
     */
    static Set<String> find(Dataset<Row> rows, RowDecoder decoder, OutputNaming naming) {
        MapFunction<Row, String> path = row -> naming.path(row, decoder.id(row), null);
        Dataset<Row> paths = rows.map(path, Encoders.STRING()).toDF("path");
        List<Row> repeated = paths.groupBy("path")
                .count()
                .where(functions.col("count").gt(1))
                .select("path")
                .limit(MOST + 1)
                .collectAsList();
        if (repeated.size() > MOST) {
            throw new JobFailedException("More than " + MOST + " ids stand on several rows each, such as "
                    + repeated.get(0).getString(0) + ": is this the column of ids? --id-column names another");
        }
        Set<String> found = new HashSet<>();
        for (Row row : repeated) {
            found.add(row.getString(0));
        }
        return found;
    }
}
