package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file of rows that are large once decoded must not need a large heap. */
class LargeRowsIT {
    private static final int ROWS = 6000;
    private static final int VALUES = 3 * 224 * 224;

    @TempDir
    Path folder;

    @Test
    void sixThousandRowsOfZerosInOneRowGroupNeedOneGigabyte() throws IOException, InterruptedException {
        Path input = folder.resolve("zeros.parquet");
        writeZeros(input);
        assertTrue(Files.size(input) < 5_000_000, "the file is small: " + Files.size(input));

        Distribution.Outcome outcome = Distribution.java(
                List.of("-Xmx1g"),
                "render",
                "--input",
                input.toString(),
                "--output",
                folder.resolve("out").toString(),
                "--shape",
                "3,224,224",
                "--format",
                "parquet");

        assertEquals(0, outcome.exitCode(), outcome.output());
        String report = Files.readString(folder.resolve("out/_report.json"));
        assertTrue(report.contains("\"rendered\" : " + ROWS), report);
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertTrue(files.anyMatch(file -> file.toString().endsWith(".parquet")));
        }
    }

    private static void writeZeros(Path file) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message rows { required binary id (STRING); required group attribution (LIST) { repeated group list { required float element; } } }");
        Configuration configuration = new Configuration();
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        SimpleGroupFactory rows = new SimpleGroupFactory(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(path)
                .withConf(configuration)
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(8L << 30)
                .build()) {
            for (int r = 0; r < ROWS; r++) {
                Group row = rows.newGroup().append("id", "zero" + r);
                Group list = row.addGroup("attribution");
                for (int i = 0; i < VALUES; i++) {
                    list.addGroup("list").append("element", 0f);
                }
                writer.write(row);
            }
        }
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, configuration))) {
            assertEquals(1, reader.getRowGroups().size());
        }
    }
}
