package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.Progress;

/**
 * Rows in any order over any files and folders, with columns that are missing here and there and of narrower types, give the pictures and
 * carried values of one file.
 */
@Tag("spark")
class ScatteredRowsTest {
    private static final String PIPELINE = "NormReduction() |> ExtremaColormap(:batlow) |> FlipImage()";
    private static final int ROWS = 12;
    private static final List<DataType> WHOLE =
            List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    private Path folder;

    private int files;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void rowsOverFilesAreTheRowsOfOneFile(long seed) throws IOException {
        Random random = new Random(seed);
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < ROWS; k++) {
            order.add(k);
        }
        // A label or score that is missing in a file is missing in its rows of the one file too.
        boolean[] hasLabel = new boolean[ROWS];
        boolean[] hasScore = new boolean[ROWS];
        Collections.shuffle(order, random);
        Path scattered = folder.resolve("scattered");
        for (int from = 0; from < ROWS; ) {
            int to = Math.min(ROWS, from + 1 + random.nextInt(4));
            boolean labels = random.nextBoolean();
            boolean scores = random.nextBoolean();
            for (int k : order.subList(from, to)) {
                hasLabel[k] = labels;
                hasScore[k] = scores;
            }
            DataType label = labels ? WHOLE.get(random.nextInt(WHOLE.size())) : null;
            DataType score = scores ? random.nextBoolean() ? DataTypes.FloatType : DataTypes.DoubleType : null;
            Path place = scattered;
            for (int deep = random.nextInt(3); deep > 0; deep--) {
                place = place.resolve("run" + random.nextInt(3));
            }
            write(order.subList(from, to), label, score, random.nextBoolean(), place);
            from = to;
        }
        Path whole = folder.resolve("whole");
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < ROWS; k++) {
            rows.add(RowFactory.create(
                    "r" + k, values(k), shape(k), hasLabel[k] ? (long) k : null, hasScore[k] ? k / 4.0 : null));
        }
        StructType all = schema(DataTypes.LongType, DataTypes.DoubleType);
        put(rows, all, whole);

        SortedMap<String, Row> expected = draw(whole);
        SortedMap<String, Row> drawn = draw(scattered);
        assertEquals(expected.keySet(), drawn.keySet());
        for (String id : expected.keySet()) {
            Row one = expected.get(id);
            Row other = drawn.get(id);
            assertArrayEquals(
                    one.<Row>getAs("heatmap").<byte[]>getAs("bytes"),
                    other.<Row>getAs("heatmap").<byte[]>getAs("bytes"),
                    id);
            for (String column : List.of("label", "score")) {
                Object value = Arrays.asList(other.schema().fieldNames()).contains(column) ? other.getAs(column) : null;
                assertEquals(number(one.getAs(column)), number(value), id + " " + column);
            }
        }
    }

    private static Double number(Object value) {
        return value == null ? null : ((Number) value).doubleValue();
    }

    private void write(List<Integer> ks, DataType label, DataType score, boolean isTurned, Path place)
            throws IOException {
        StructType schema = schema(label, score);
        StructType turned = new StructType();
        List<String> names = new ArrayList<>(List.of(schema.fieldNames()));
        if (isTurned) {
            Collections.reverse(names);
        }
        for (String name : names) {
            turned = turned.add(schema.apply(name));
        }
        List<Row> rows = new ArrayList<>();
        for (int k : ks) {
            Object[] values = names.stream()
                    .map(name -> switch (name) {
                        case "id" -> "r" + k;
                        case "attribution" -> values(k);
                        case "shape" -> shape(k);
                        case "label" ->
                            label.equals(DataTypes.ByteType)
                                    ? (Object) (byte) k
                                    : label.equals(DataTypes.ShortType)
                                            ? (Object) (short) k
                                            : label.equals(DataTypes.IntegerType) ? (Object) k : (Object) (long) k;
                        default -> score.equals(DataTypes.FloatType) ? (Object) (k / 4f) : (Object) (k / 4.0);
                    })
                    .toArray();
            rows.add(RowFactory.create(values));
        }
        put(rows, turned, place);
    }

    /** Writes one file. */
    private void put(List<Row> rows, StructType schema, Path place) throws IOException {
        Path written = folder.resolve("written-" + files);
        spark.createDataFrame(rows, schema).coalesce(1).write().parquet(written.toString());
        Files.createDirectories(place);
        try (Stream<Path> parts = Files.list(written)) {
            Path part = parts.filter(file -> file.getFileName().toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            Files.move(part, place.resolve("part-" + files++ + ".parquet"));
        }
    }

    private static StructType schema(DataType label, DataType score) {
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.createArrayType(DataTypes.FloatType))
                .add("shape", DataTypes.createArrayType(DataTypes.IntegerType));
        schema = label == null ? schema : schema.add("label", label);
        return score == null ? schema : schema.add("score", score);
    }

    private static Float[] values(int k) {
        Float[] values = new Float[3 * 4 * (2 + k % 3)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(k * 31 + i);
        }
        return values;
    }

    private static Integer[] shape(int k) {
        return new Integer[] {3, 4, 2 + k % 3};
    }

    private SortedMap<String, Row> draw(Path input) {
        Path out = folder.resolve(input.getFileName() + ".out");
        new RenderJob(
                        InputOptions.of(input.toString()),
                        Pipeline.parse(PIPELINE),
                        OutputOptions.of(out.toString(), OutputFormat.PARQUET),
                        RenderOptions.DEFAULT)
                .run(spark, Progress.NONE);
        SortedMap<String, Row> rows = new TreeMap<>();
        for (Row row : spark.read().parquet(out.toString()).collectAsList()) {
            rows.put(row.getAs("id"), row);
        }
        return rows;
    }
}
