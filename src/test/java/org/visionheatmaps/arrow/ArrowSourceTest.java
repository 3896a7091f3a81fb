package org.visionheatmaps.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.visionheatmaps.arrow.ArrowFixture.LENGTH;
import static org.visionheatmaps.arrow.ArrowFixture.NULL_ROW;
import static org.visionheatmaps.arrow.ArrowFixture.ROWS;
import static org.visionheatmaps.arrow.ArrowFixture.floats;
import static org.visionheatmaps.arrow.ArrowFixture.frame;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.spark.SparkTestSession;
import scala.jdk.javaapi.CollectionConverters;

/** Every type and every form of a file gives the values that pyarrow or Polars wrote. */
@Tag("spark")
class ArrowSourceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lists.arrow",
                "lists.arrows",
                "lists-lz4.arrow",
                "lists-zstd.arrows",
                "lists-zstd.feather",
                "one-batch.arrow"
            })
    void listsOfEveryKindInEveryForm(String file) {
        List<Row> rows = frame(file).collectAsList();
        assertEquals(ROWS, rows.size());
        for (int r = 0; r < ROWS; r++) {
            Row row = rows.get(r);
            assertEquals("row-" + r, row.getAs("id"));
            assertEquals(Integer.valueOf(10 + r), row.getAs("number"));
            for (String name : List.of("fixed16", "fixed32", "fixed64", "list16", "list32", "list64", "large32")) {
                assertEquals(r == NULL_ROW ? null : floats(r), asFloats(row, name), name);
            }
            for (String name : List.of("nested32", "fixed_nested64")) {
                assertEquals(r == NULL_ROW ? null : floats(r), asFloats(row, name), name);
                if (r != NULL_ROW) {
                    assertEquals(2, row.getList(row.fieldIndex(name)).size());
                }
            }
        }
    }

    @Test
    void aSliceBeginsWithinItsBuffers() {
        List<Row> rows = frame("slice.arrow").collectAsList();
        assertEquals(
                List.of("row-1", "row-2", "row-3"),
                rows.stream().map(row -> row.<String>getAs("id")).toList());
        assertEquals(floats(1), asFloats(rows.get(0), "list32"));
        assertNull(rows.get(2).getAs("fixed32"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes.arrow", "bytes-zstd.arrow"})
    void bytesAndTextsOfEveryKind(String file) {
        List<Row> rows = frame(file).collectAsList();
        for (int r = 0; r < ROWS; r++) {
            for (String name : List.of("fixed", "binary", "large", "view")) {
                byte[] bytes = rows.get(r).getAs(name);
                if (r == NULL_ROW) {
                    assertNull(bytes);
                } else {
                    float[] numbers = new float[LENGTH];
                    ByteBuffer.wrap(bytes)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer()
                            .get(numbers);
                    assertArrayEquals(ArrowFixture.numbers(r), numbers, name);
                }
            }
        }
        List<String> words =
                Arrays.asList("short", "a text longer than twelve bytes", "", null, "größer als zwölf Bytes");
        for (String name : List.of("text", "large_text", "text_view")) {
            assertEquals(
                    words, rows.stream().map(row -> row.<String>getAs(name)).toList(), name);
        }
        assertEquals(
                Arrays.asList("lrp", "grad", "lrp", null, "grad"),
                rows.stream().map(row -> row.<String>getAs("method")).toList());
        assertEquals(
                Arrays.asList(List.of("lrp", "grad"), List.of(), List.of("grad"), null, Arrays.asList("lrp", null)),
                rows.stream()
                        .map(row -> row.isNullAt(row.fieldIndex("methods"))
                                ? null
                                : row.<String>getList(row.fieldIndex("methods")))
                        .toList());
    }

    @Test
    void scalarsOfEveryKind() {
        Dataset<Row> frame = frame("scalars.arrow");
        List<Row> rows =
                frame.drop("took", "at_s", "at_ms", "at_us", "at_ns", "at_zone").collectAsList();
        assertEquals(
                List.of(
                        true,
                        (byte) -128,
                        (short) -32768,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        (short) 0,
                        0,
                        0L,
                        new BigDecimal("0"),
                        -1.5f,
                        -1.5f,
                        -1.5,
                        new BigDecimal("-12345.678"),
                        java.sql.Date.valueOf("1969-12-31"),
                        java.sql.Date.valueOf("1969-12-31")),
                values(rows.get(0), 15));
        assertEquals(
                List.of(
                        false,
                        (byte) 127,
                        (short) 32767,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        (short) 255,
                        65535,
                        4294967295L,
                        new BigDecimal("18446744073709551615"),
                        65504f,
                        3e38f,
                        1e300,
                        new BigDecimal("0.001"),
                        java.sql.Date.valueOf("2026-11-23"),
                        java.sql.Date.valueOf("2026-11-23")),
                values(rows.get(1), 15));
        for (int c = 0; c < rows.get(2).size(); c++) {
            assertTrue(rows.get(2).isNullAt(c), rows.get(2).schema().fieldNames()[c]);
        }
        Row point = rows.get(0).getAs("point");
        assertEquals(List.of((short) 1, "one"), values(point, 2));
        assertTrue(rows.get(1).<Row>getAs("point").isNullAt(0));
        assertEquals(
                Map.of("cat", 0.5, "dog", 0.25),
                rows.get(0).getJavaMap(rows.get(0).fieldIndex("scores")));
        assertEquals(Map.of(), rows.get(1).getJavaMap(rows.get(1).fieldIndex("scores")));
        assertNull(rows.get(0).getAs("nothing"));
    }

    @Test
    void timesOfEveryUnit() {
        List<Row> rows = frame("scalars.arrow").collectAsList();
        LocalDateTime moment = LocalDateTime.parse("2026-11-23T12:34:56.789");
        assertEquals(moment.withNano(0), rows.get(0).getAs("at_s"));
        for (String name : List.of("at_ms", "at_us", "at_ns")) {
            assertEquals(moment, rows.get(0).getAs(name), name);
        }
        assertEquals(LocalDateTime.parse("1969-12-31T23:59:59"), rows.get(1).getAs("at_s"));
        assertEquals(LocalDateTime.parse("1969-12-31T23:59:59.999"), rows.get(1).getAs("at_ms"));
        assertEquals(
                LocalDateTime.parse("1969-12-31T23:59:59.999999"), rows.get(1).getAs("at_ns"));
        assertEquals(
                Instant.parse("2026-11-23T12:34:56.789Z"),
                rows.get(0).<java.sql.Timestamp>getAs("at_zone").toInstant());
        assertEquals(Duration.ofMillis(-1500), rows.get(0).getAs("took"));
        assertEquals(
                LocalDate.parse("2026-11-23"),
                rows.get(1).<java.sql.Date>getAs("date64").toLocalDate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tensors.arrow", "tensors-lz4.arrows"})
    void tensorsHaveTheirShapesAndLogicalOrder(String file) {
        Dataset<Row> frame = frame(file);
        List<Row> rows = frame.collectAsList();
        for (int r = 0; r < ROWS; r++) {
            for (String name : List.of("plain", "permuted", "halves")) {
                Row tensor = rows.get(r).getAs(name);
                if (r == NULL_ROW) {
                    assertNull(tensor, name);
                } else {
                    assertEquals(List.of(2, 3, 4), tensor.getList(0), name);
                    assertEquals(floats(r), asFloats(tensor, "data"), name);
                }
            }
            Row variable = rows.get(r).getAs("variable");
            if (r == NULL_ROW) {
                assertNull(variable);
            } else {
                int lines = Math.min(r + 1, 3);
                assertEquals(List.of(2, lines, 4), variable.getList(0));
                assertEquals(floats(r).subList(0, 8 * lines), asFloats(variable, "data"));
            }
        }
        assertEquals(
                "struct<shape:array<int>,data:array<double>>",
                frame.schema().apply("permuted").dataType().catalogString());
        assertEquals(
                "struct<shape:array<int>,data:array<smallint>>",
                frame.schema().apply("bytes").dataType().catalogString());
    }

    @Test
    void theSchemaTellsShapesAndLayouts() {
        StructType schema = frame("tensors.arrow").schema();
        Metadata permuted = schema.apply("permuted").metadata();
        assertArrayEquals(new long[] {2, 3, 4}, permuted.getLongArray("tensor.shape"));
        assertArrayEquals(new String[] {"C", "H", "W"}, permuted.getStringArray("tensor.dim_names"));
        assertEquals("CHW", permuted.getString("tensor.layout"));
        Metadata variable = schema.apply("variable").metadata();
        assertArrayEquals(new String[] {"C", "H", "W"}, variable.getStringArray("tensor.dim_names"));
        assertTrue(!variable.contains("tensor.shape")
                && !schema.apply("halves").metadata().contains("tensor.layout"));
    }

    @Test
    void oneFieldOfATensorCanBeRead() {
        List<Row> rows = frame("tensors.arrow")
                .select("variable.shape", "permuted.data")
                .where("variable is not null")
                .collectAsList();
        assertEquals(List.of(2, 1, 4), rows.get(0).getList(0));
        assertEquals(floats(0), asFloats(rows.get(0), "data"));
    }

    @Test
    void dictionariesThatChangeWithinAStream() {
        assertEquals(
                List.of("lrp", "lrp", "grad", "grad", "lrp", "cam"),
                frame("replaced-dictionaries.arrows").select("method").collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList());
        assertEquals(
                List.of("lrp", "lrp", "grad", "lrp", "cam", "lrp"),
                frame("grown-dictionaries.arrows").select("method").collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"long-lz4.arrow", "long-zstd.arrow"})
    void longValuesAreDecompressedThroughLinkedBlocks(String file) {
        List<Row> rows = frame(file).collectAsList();
        byte[] first = rows.get(0).getAs("bytes");
        byte[] second = rows.get(1).getAs("bytes");
        assertEquals(7001 * 15, first.length);
        assertEquals(256 * 512, second.length);
        for (int i = 0; i < first.length; i++) {
            int place = i % 7001;
            assertEquals((byte) ((place * place >> 3) % 251), first[i]);
        }
        for (int i = 0; i < second.length; i++) {
            assertEquals((byte) i, second[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polars.arrow", "polars-lz4.arrows"})
    void filesOfPolars(String file) {
        List<Row> rows = frame(file).collectAsList();
        assertEquals(ROWS, rows.size());
        for (int r = 0; r < ROWS; r++) {
            assertEquals("row-" + r, rows.get(r).getAs("id"));
            assertEquals(floats(r), asFloats(rows.get(r), "attribution"));
            assertEquals(
                    ("row-" + r).repeat(4), new String(rows.get(r).<byte[]>getAs("image"), StandardCharsets.UTF_8));
        }
        assertEquals("cam", rows.get(3).getAs("method"));
    }

    @Test
    void metadataTellsFileAndRow() {
        Dataset<Row> frame = frame("lists-zstd.arrows");
        List<Row> rows = frame.select(
                        frame.col("_metadata.file_path"), frame.col("_metadata.row_index"), frame.col("id"))
                .collectAsList();
        for (int r = 0; r < ROWS; r++) {
            assertTrue(
                    rows.get(r).getString(0).startsWith("file:/"), rows.get(r).getString(0));
            assertTrue(
                    rows.get(r).getString(0).endsWith("/lists-zstd.arrows"),
                    rows.get(r).getString(0));
            assertEquals(r, rows.get(r).getLong(1));
        }
        assertEquals(ROWS, frame.count());
        assertEquals("row-4", frame.where("_metadata.row_index = 4").head().getAs("id"));
    }

    @Test
    void aSchemaChoosesColumns() {
        Dataset<Row> frame = SparkTestSession.get()
                .read()
                .schema(new StructType().add("number", DataTypes.IntegerType))
                .format(ArrowTensorSource.NAME)
                .load(ArrowFixture.file("lists.arrow").toString());
        assertEquals(
                List.of(10, 11, 12, 13, 14),
                frame.collectAsList().stream().map(row -> row.getInt(0)).toList());
    }

    /** Numbers of any type and nesting, as floats. */
    private static List<Float> asFloats(Row row, String name) {
        int field = row.fieldIndex(name);
        if (row.isNullAt(field)) {
            return null;
        }
        List<Float> flat = new ArrayList<>();
        flatten(row.getList(field), flat);
        return flat;
    }

    private static void flatten(List<?> values, List<Float> into) {
        for (Object value : values) {
            if (value instanceof Number number) {
                into.add(number.floatValue());
            } else {
                flatten(CollectionConverters.asJava((scala.collection.Seq<?>) value), into);
            }
        }
    }

    private static List<Object> values(Row row, int count) {
        List<Object> values = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            values.add(row.get(c));
        }
        return values;
    }
}
