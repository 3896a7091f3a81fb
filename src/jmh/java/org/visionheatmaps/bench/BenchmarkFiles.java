package org.visionheatmaps.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** The rows to be measured with: real sample values, each row at another scale. */
final class BenchmarkFiles {
    private static final int ROWS_PER_FILE = 500;

    private BenchmarkFiles() {}

    /** How a column of attributions is kept. */
    enum Input {
        /** Little-endian float32 in an uncompressed binary column. */
        BINARY("none"),
        /** A snappy {@code array<float>}, as Spark writes by default. */
        ARRAY("snappy"),
        /** Little-endian float32 in Arrow's Binary. */
        ARROW_BINARY("arrow"),
        /** Arrow's FixedSizeList of float32, as a tensor's. */
        ARROW_FIXED("arrow"),
        /** Arrow's List of float32. */
        ARROW_LIST("arrow");

        private final String compression;

        Input(String compression) {
            this.compression = compression;
        }

        boolean isArrow() {
            return compression.equals("arrow");
        }
    }

    /** Writes the rows unless they are there, and gives the folder. */
    static Path write(SparkSession spark, Path folder, Input input, int rows) {
        Path file = folder.resolve(input.name().toLowerCase(java.util.Locale.ROOT) + "-" + rows);
        if (Files.exists(file.resolve("_SUCCESS"))) {
            return file;
        }
        int files = Math.max(2, rows / ROWS_PER_FILE);
        if (input.isArrow()) {
            BenchmarkArrowFiles.write(file, input, rows, files);
            return file;
        }
        Dataset<Long> numbers = spark.range(0, rows, 1, files).as(Encoders.LONG());
        Dataset<?> frame = input == Input.BINARY
                ? numbers.mapPartitions(
                        (MapPartitionsFunction<Long, BinaryRow>) BinaryRow::rows, Encoders.bean(BinaryRow.class))
                : numbers.mapPartitions(
                        (MapPartitionsFunction<Long, ArrayRow>) ArrayRow::rows, Encoders.bean(ArrayRow.class));
        frame.write().mode("overwrite").option("compression", input.compression).parquet(file.toString());
        return file;
    }

    /** The size of the files. */
    static long bytes(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(parquet|arrow)"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Float32 tensors one after the other, for programs in other languages. */
    static void dump(SampleTensors sample, Path file) throws IOException {
        for (int i = 0; i < sample.count(); i++) {
            Files.write(Path.of(file + "." + i + ".png"), sample.png(i));
            Files.write(Path.of(file + "." + i + ".jpg"), sample.jpeg(i));
        }
        ByteBuffer bytes = ByteBuffer.allocate(sample.count() * SampleTensors.LENGTH * Float.BYTES);
        for (int i = 0; i < sample.count(); i++) {
            bytes.put(littleEndian(sample.values(i)));
        }
        Files.write(file, bytes.array());
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static <T> Iterator<T> mapped(Iterator<Long> numbers, java.util.function.LongFunction<T> row) {
        LongStream.Builder all = LongStream.builder();
        numbers.forEachRemaining(all::add);
        return all.build().mapToObj(row).iterator();
    }

    /** A row with a binary column; a bean for Spark's encoder. */
    public static final class BinaryRow extends Row {
        private byte[] attribution;

        static Iterator<BinaryRow> rows(Iterator<Long> numbers) {
            SampleTensors sample = SampleTensors.read();
            return mapped(numbers, number -> {
                BinaryRow row = new BinaryRow();
                row.setId("image-" + number);
                row.setAttribution(littleEndian(sample.scaled(number)));
                return row;
            });
        }

        public byte[] getAttribution() {
            return attribution;
        }

        public void setAttribution(byte[] attribution) {
            this.attribution = attribution;
        }
    }

    /** A row with an array column; a bean for Spark's encoder. */
    public static final class ArrayRow extends Row {
        private float[] attribution;

        static Iterator<ArrayRow> rows(Iterator<Long> numbers) {
            SampleTensors sample = SampleTensors.read();
            return mapped(numbers, number -> {
                ArrayRow row = new ArrayRow();
                row.setId("image-" + number);
                row.setAttribution(sample.scaled(number));
                return row;
            });
        }

        public float[] getAttribution() {
            return attribution;
        }

        public void setAttribution(float[] attribution) {
            this.attribution = attribution;
        }
    }

    /** What both kinds of rows have. */
    public abstract static class Row {
        private String id;

        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }
    }
}
