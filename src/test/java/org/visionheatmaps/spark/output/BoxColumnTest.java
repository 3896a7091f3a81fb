package org.visionheatmaps.spark.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJobTestBase;

/** Boxes of the strongest part as a column. */
@Tag("spark")
class BoxColumnTest extends RenderJobTestBase {
    @BeforeEach
    void write() {
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.BinaryType)
                .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
                .add("box", DataTypes.StringType);
        List<Row> rows = List.of(
                RowFactory.create("a", AttributionFile.littleEndian(0, 5, 4, 0, 1, 0), List.of(2, 3), "theirs"),
                RowFactory.create("b", AttributionFile.littleEndian(0, 0, 0, -1, -2, 0), List.of(2, 3), null),
                RowFactory.create("c", AttributionFile.littleEndian(9, 0, 0, 9, 0, 9), List.of(2, 3), null));
        AttributionFile.write(spark, schema, rows, in());
    }

    private OutputOptions boxed(String format) {
        return OutputOptions.of(out().toString(), new OutputFormat(format)).withBoxes(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "values", "orc"})
    void rowsHaveBoxes(String format) {
        render(input(), boxed(format));
        Map<String, String> boxes = new TreeMap<>();
        for (Row row : spark.read()
                .format(format.equals("orc") ? "orc" : "parquet")
                .load(out().toString())
                .selectExpr("id", "to_json(box)", "input_box")
                .collectAsList()) {
            boxes.put(row.getString(0), row.getString(1));
            assertEquals(row.getString(0).equals("a") ? "theirs" : null, row.getString(2));
        }
        assertEquals(List.of("a", "b", "c"), List.copyOf(boxes.keySet()));
        assertEquals("{\"x\":1,\"y\":0,\"width\":2,\"height\":1}", boxes.get("a"));
        assertEquals(null, boxes.get("b"));
        assertEquals("{\"x\":0,\"y\":0,\"width\":1,\"height\":2}", boxes.get("c"));
    }

    @Test
    void shardsHaveThemInTheirJson() throws IOException {
        render(input(), boxed("webdataset"));
        Map<String, JsonNode> described = new TreeMap<>();
        for (String shard :
                files().stream().filter(name -> name.endsWith(".tar")).toList()) {
            try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(out().resolve(shard)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (entry.getName().endsWith(".json")) {
                        described.put(entry.getName(), new ObjectMapper().readTree(tar.readAllBytes()));
                    }
                }
            }
        }
        assertEquals(
                "{\"x\":1,\"y\":0,\"width\":2,\"height\":1}",
                described.get("a.json").get("box").toString());
        assertFalse(described.get("b.json").has("box"));
    }

    @Test
    void withoutTheOptionThereIsNoColumn() {
        render(input(), OutputOptions.of(out().toString(), OutputFormat.PARQUET));
        List<String> columns =
                Arrays.asList(spark.read().parquet(out().toString()).columns());
        assertTrue(columns.contains("box") && !columns.contains("input_box"), columns.toString());
        assertEquals(
                DataTypes.StringType,
                spark.read().parquet(out().toString()).schema().apply("box").dataType());
    }

    @Test
    void filesHaveNoColumns() {
        String message = assertThrows(IllegalArgumentException.class, () -> png().withBoxes(0.15))
                .getMessage();
        assertTrue(message.contains("--format png has none"), message);
        assertThrows(IllegalArgumentException.class, () -> boxed("parquet").withBoxes(15));
    }
}
