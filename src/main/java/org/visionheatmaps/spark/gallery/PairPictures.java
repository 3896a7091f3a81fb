package org.visionheatmaps.spark.gallery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.measure.PairTask;

/**
 * Draws the pictures of a few pairs of maps. Only files that hold one of them are read.
 *
 * @param spark where
 * @param first the data whose photographs are shown
 * @param second the other data
 * @param readers how rows of either become elements
 * @param plan what is compared
 * @param scheme divergent; its middle is 0
 */
public record PairPictures(
        SparkSession spark,
        ElementSource first,
        ElementSource second,
        Readers readers,
        PairTask.Plan plan,
        ColorScheme scheme)
        implements CardPainter {
    private static final StructType PAIR = new StructType()
            .add("first_file", DataTypes.StringType)
            .add("first_row", DataTypes.LongType)
            .add("second_file", DataTypes.StringType)
            .add("second_row", DataTypes.LongType);

    /** How rows of either input become elements. */
    public record Readers(ReaderConfig first, ReaderConfig second) {}

    private record Pair(DrawnRow.Place first, DrawnRow.Place second) {
        Row row() {
            return RowFactory.create(first.file(), first.row(), second.file(), second.row());
        }
    }

    @Override
    public Map<String, DrawnRow> paint(Collection<Row> rows) {
        Set<Pair> pairs = new LinkedHashSet<>();
        Set<String> wanted = new TreeSet<>();
        rows.forEach(row -> {
            pairs.add(new Pair(ElementPictures.place(row), ElementPictures.place(row, "with_file", "with_row")));
            wanted.add(row.getAs("id"));
        });
        Dataset<Row> both = spark.createDataFrame(pairs.stream().map(Pair::row).toList(), PAIR);
        Dataset<Row> one =
                rows(first, first.hasImage(), pairs.stream().map(Pair::first).toList());
        Dataset<Row> other =
                rows(second, false, pairs.stream().map(Pair::second).toList());
        Dataset<Row> joined = one.join(functions.broadcast(both), isAt(one, both, "first"))
                .join(other, isAt(other, both, "second"))
                .select(one.col("element"), other.col("element"));
        PairPictureTask task =
                new PairPictureTask(plan, readers.first(), readers.second(), scheme, List.copyOf(wanted));
        List<DrawnRow> drawn = new ArrayList<>();
        joined.mapPartitions(task, Encoders.row(DrawnRow.SCHEMA))
                .collectAsList()
                .forEach(row -> drawn.add(DrawnRow.read(row)));
        return DrawnRow.byKey(drawn);
    }

    private static Column isAt(Dataset<Row> rows, Dataset<Row> pairs, String side) {
        return rows.col("file")
                .equalTo(pairs.col(side + "_file"))
                .and(rows.col("row").equalTo(pairs.col(side + "_row")));
    }

    /** Normalised rows at some places, each in one column, beside its place. */
    private static Dataset<Row> rows(ElementSource source, boolean withImage, Collection<DrawnRow.Place> places) {
        Dataset<Row> rows = source.normalised(true, withImage, List.of());
        Column[] columns = Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new);
        return rows.where(ElementPictures.condition(rows, places))
                .select(
                        columns[NormalizedRow.FILE].as("file"),
                        columns[NormalizedRow.POSITION].as("row"),
                        functions.struct(columns).as("element"));
    }
}
