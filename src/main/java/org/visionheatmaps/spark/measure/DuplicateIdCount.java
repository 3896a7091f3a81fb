package org.visionheatmaps.spark.measure;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.audit.RepeatedIds;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.spark.input.GroupColumns;

/**
 * Finds the ids that several elements have, by their ids and groups alone. The driver sees of each group two numbers and a few ids.
 *
 * @param elements of the table, without files
 * @param table its columns
 */
public record DuplicateIdCount(Dataset<Row> elements, ElementTable table) {
    private static final int GROUP = 0;
    private static final int IDS = 1;
    private static final int ELEMENTS = 2;
    private static final int FIRST = 3;
    private static final StructType FOUND = new StructType()
            .add("group", DataTypes.createArrayType(DataTypes.StringType))
            .add("ids", DataTypes.LongType)
            .add("elements", DataTypes.LongType)
            .add("first", DataTypes.createArrayType(DataTypes.StringType));

    /**
     * What is repeated within each group; groups without such ids are left out.
     *
     * @param by columns of the data that make groups; none for the whole dataset
     */
    public SortedMap<Group, RepeatedIds> by(List<String> by) {
        List<String> names = List.of(elements.columns());
        List<String> key = new ArrayList<>(List.of("id"));
        by.forEach(column -> key.add(names.get(GroupColumns.indexOf(names, table.outputName(column)))));
        Column[] columns = key.stream()
                .map(name -> functions.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
        int count = columns.length;
        MapPartitionsFunction<Row, Row> sum = ids -> sum(ids, count);
        SortedMap<Group, RepeatedIds> found = new TreeMap<>();
        elements.groupBy(columns)
                .agg(functions.count(functions.lit(1)))
                .mapPartitions(sum, Encoders.row(FOUND))
                .toLocalIterator()
                .forEachRemaining(row -> found.merge(
                        new Group(row.getList(GROUP)),
                        new RepeatedIds(row.getLong(IDS), row.getLong(ELEMENTS), row.getList(FIRST)),
                        RepeatedIds::and));
        return found;
    }

    /** An id stands in one partition, so that the sums of partitions add up. */
    private static Iterator<Row> sum(Iterator<Row> ids, int count) {
        SortedMap<Group, RepeatedIds> found = new TreeMap<>();
        while (ids.hasNext()) {
            Row row = ids.next();
            long elements = row.getLong(count);
            if (elements > 1) {
                found.merge(group(row, count), RepeatedIds.of(row.getString(0), elements), RepeatedIds::and);
            }
        }
        return found.entrySet().stream()
                .map(entry -> RowFactory.create(
                        entry.getKey().values().toArray(String[]::new),
                        entry.getValue().ids(),
                        entry.getValue().elements(),
                        entry.getValue().first().toArray(String[]::new)))
                .iterator();
    }

    private static Group group(Row row, int count) {
        return new Group(IntStream.range(1, count)
                .mapToObj(place -> row.isNullAt(place) ? null : row.get(place).toString())
                .toList());
    }
}
