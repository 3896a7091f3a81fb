package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file of rows that are large once decoded must not need a large heap. */
@Tag("spark")
class LargeRowsIT {
    private static final int ROWS = 2500;
    private static final int VALUES = 3 * 224 * 224;

    @TempDir
    Path folder;

    @Test
    void aRowGroupOfMoreThanOneGigabyteOfZerosNeedsOneGigabyte() throws IOException, InterruptedException {
        Path input = folder.resolve("zeros.parquet");
        writeZeros(input);
        assertTrue(Files.size(input) < 5_000_000, "the file is small: " + Files.size(input));

        Distribution.Outcome outcome = Distribution.java(
                List.of("-Xmx1g", "-XX:TieredStopAtLevel=4"),
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
        Configuration configuration = new Configuration();
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        try (ParquetWriter<Integer> writer = new ZerosBuilder(path)
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(8L << 30)
                .build()) {
            for (int r = 0; r < ROWS; r++) {
                writer.write(r);
            }
        }
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, configuration))) {
            assertEquals(1, reader.getRowGroups().size());
        }
    }

    private static final class ZerosBuilder extends ParquetWriter.Builder<Integer, ZerosBuilder> {
        ZerosBuilder(org.apache.hadoop.fs.Path path) {
            super(path);
        }

        @Override
        protected ZerosBuilder self() {
            return this;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(Configuration configuration) {
            return new Zeros();
        }
    }

    /** Writes the number of a row as its id, and a list of zeros, number by number: objects for each would take minutes. */
    private static final class Zeros extends WriteSupport<Integer> {
        private RecordConsumer out;

        @Override
        public WriteContext init(Configuration configuration) {
            MessageType schema = MessageTypeParser.parseMessageType(
                    "message rows { required int32 id; required group attribution (LIST) { repeated group list { required float element; } } }");
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(Integer row) {
            out.startMessage();
            out.startField("id", 0);
            out.addInteger(row);
            out.endField("id", 0);
            out.startField("attribution", 1);
            out.startGroup();
            out.startField("list", 0);
            for (int i = 0; i < VALUES; i++) {
                out.startGroup();
                out.startField("element", 0);
                out.addFloat(0);
                out.endField("element", 0);
                out.endGroup();
            }
            out.endField("list", 0);
            out.endGroup();
            out.endField("attribution", 1);
            out.endMessage();
        }
    }
}
