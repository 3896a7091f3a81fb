package org.visionheatmaps.spark.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;

/** Carried values mean the same to every reader, whatever the caller's session would write. */
@Tag("spark")
class CarriedValuesTest extends RenderJobTestBase {
    private static final String ROWS =
            """
            SELECT id, array(1.0F, -2.0F, 3.0F, 4.0F, -5.0F, 6.0F) AS attribution, array(1, 2, 3) AS shape,
                CAST(at AS TIMESTAMP) AS zoned, CAST(local AS TIMESTAMP_NTZ) AS local, CAST(day AS DATE) AS day,
                CAST(price AS DECIMAL(38, 10)) AS price, CAST(1.25 AS DECIMAL(7, 2)) AS small,
                named_struct('at', CAST(at AS TIMESTAMP), 'note', id) AS nested,
                array(CAST(day AS DATE), NULL) AS days,
                map('k', CAST(local AS TIMESTAMP_NTZ)) AS times
            FROM VALUES
                ('far', '9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999', '9999-12-31', '1234567890123456789012345678.0123456789'),
                ('old', '1066-10-14T09:00:00.000001Z', '1066-10-14T09:00:00.000001', '1066-10-14', '-0.0000000001'),
                ('first', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00', '0001-01-01', '1'),
                ('rail', '1890-01-01T00:00:00.5Z', '1890-01-01T00:00:00.5', '1890-01-01', '0')
            AS t(id, at, local, day, price)
            """;

    private SparkSession caller;

    @BeforeEach
    void aSessionWithOldSettings() {
        spark.newSession().sql(ROWS).coalesce(1).write().parquet(in().toString());
        caller = spark.newSession();
        Map.of(
                        "spark.sql.parquet.outputTimestampType", "INT96",
                        "spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY",
                        "spark.sql.parquet.int96RebaseModeInWrite", "LEGACY",
                        "spark.sql.parquet.writeLegacyFormat", "true",
                        "spark.sql.parquet.inferTimestampNTZ.enabled", "false",
                        "spark.sql.legacy.timeParserPolicy", "LEGACY",
                        "spark.sql.session.timeZone", "America/New_York")
                .forEach(caller.conf()::set);
    }

    @Test
    void parquetHasMicrosecondsAndSaysWhichTimesHaveAZone() throws IOException {
        write(OutputFormat.PARQUET);
        assertTypes(out());
        Map<String, Row> came = new TreeMap<>();
        SparkSession reader = spark.newSession();
        reader.conf().set("spark.sql.session.timeZone", "UTC");
        List<String> columns = List.of(
                "id",
                "string(zoned)",
                "string(local)",
                "string(day)",
                "string(price)",
                "string(nested.at)",
                "string(days[0])",
                "string(times['k'])");
        reader.read()
                .parquet(out().toString())
                .selectExpr(columns.toArray(String[]::new))
                .collectAsList()
                .forEach(row -> came.put(row.getString(0), row));
        assertEquals(
                "[far,9999-12-31 23:59:59.999999,9999-12-31 23:59:59.999999,9999-12-31,"
                        + "1234567890123456789012345678.0123456789,9999-12-31 23:59:59.999999,9999-12-31,"
                        + "9999-12-31 23:59:59.999999]",
                came.get("far").toString());
        assertEquals(
                "[old,1066-10-14 09:00:00.000001,1066-10-14 09:00:00.000001,1066-10-14,-0.0000000001,"
                        + "1066-10-14 09:00:00.000001,1066-10-14,1066-10-14 09:00:00.000001]",
                came.get("old").toString());
        assertEquals("0001-01-01", came.get("first").getString(3));
    }

    private static void assertTypes(Path folder) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            Map<String, String> types = schema.getColumns().stream()
                    .collect(Collectors.toMap(
                            column -> String.join(".", column.getPath()),
                            column -> column.getPrimitiveType().getPrimitiveTypeName() + " "
                                    + column.getPrimitiveType().getLogicalTypeAnnotation()));
            assertEquals("INT64 TIMESTAMP(MICROS,true)", types.get("zoned"));
            assertEquals("INT64 TIMESTAMP(MICROS,false)", types.get("local"));
            assertEquals("INT32 DATE", types.get("day"));
            assertEquals("INT64 TIMESTAMP(MICROS,true)", types.get("nested.at"));
            assertEquals("INT64 TIMESTAMP(MICROS,false)", types.get("times.key_value.value"));
            assertEquals("INT32 DATE", types.get("days.list.element"));
            assertEquals("INT32 DECIMAL(7,2)", types.get("small"));
        }
    }

    @Test
    void sidecarsHaveMicrosecondsAndOffsets() throws IOException {
        write(OutputFormat.WEBDATASET);
        Map<String, JsonNode> sidecars = new TreeMap<>();
        for (String json : sidecars()) {
            JsonNode sidecar = new ObjectMapper().readTree(json);
            sidecars.put(sidecar.get("id").asText(), sidecar);
            assertTrue(json.contains("\"price\":"), json);
        }
        JsonNode old = sidecars.get("old");
        assertEquals("1066-10-14T09:00:00.000001+00:00", old.get("zoned").asText());
        assertEquals("1066-10-14T09:00:00.000001", old.get("local").asText());
        assertEquals("1066-10-14", old.get("day").asText());
        assertEquals("1066-10-14T09:00:00.000001", old.get("times").get("k").asText());
        assertEquals(
                "9999-12-31T23:59:59.999999+00:00",
                sidecars.get("far").get("nested").get("at").asText());
        assertEquals("0001-01-01", sidecars.get("first").get("day").asText());
        assertEquals("0001-01-01", sidecars.get("first").get("days").get(0).asText());
        assertEquals(
                "0001-01-01T00:00:00.000000+00:00",
                sidecars.get("first").get("zoned").asText());
    }

    /** The texts of the sidecars, as they stand in the shards. */
    private List<String> sidecars() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(out())) {
            for (Path shard :
                    files.filter(path -> path.toString().endsWith(".tar")).toList()) {
                text.append(new String(Files.readAllBytes(shard), StandardCharsets.ISO_8859_1));
            }
        }
        return Stream.of(text.toString().split("\0"))
                .filter(part -> part.startsWith("{\"id\""))
                .toList();
    }

    private void write(OutputFormat format) {
        job(input(), OutputOptions.of(out().toString(), format), ErrorPolicy.FAIL)
                .run(caller, Progress.NONE);
    }
}
