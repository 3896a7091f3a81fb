package org.visionheatmaps.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.sink.ImageFeatures;

/** What writing heatmaps costs, without drawing them; run by {@code scripts/benchmark-sinks}. */
public final class SinkBenchmark {
    private static final int BYTES = 60_000;
    private static final int ROUNDS = 3;
    private static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType)
            .add("heatmap", new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType))
            .add("json", DataTypes.StringType);

    private final Path folder;
    private final int rows;
    private final Dataset<Row> heatmaps;

    private SinkBenchmark(SparkSession spark, Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
        MapFunction<Long, Row> heatmap = id -> {
            byte[] bytes = new byte[BYTES];
            new Random(id).nextBytes(bytes);
            return RowFactory.create("" + id, RowFactory.create(bytes, id + ".png"), "{\"id\":\"" + id + "\"}");
        };
        this.heatmaps = spark.range(0, rows, 1, 6).as(Encoders.LONG()).map(heatmap, Encoders.row(SCHEMA));
    }

    private interface Write {
        void to(String output);
    }

    /**
     * @param arguments a folder to write in, and how many rows
     */
    public static void main(String[] arguments) throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate()) {
            new SinkBenchmark(spark, Path.of(arguments[0]), Integer.parseInt(arguments[1])).run();
        }
    }

    private void run() throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            measure(
                    round,
                    "rows made and dropped",
                    out -> heatmaps.write().format("noop").mode("overwrite").save());
            measure(round, "parquet", out -> parquet(out, false));
            measure(round, "parquet, which columns are images", out -> parquet(out, true));
            measure(
                    round,
                    "png",
                    out -> heatmaps.write().format("heatmap-png").mode("append").save(out));
            measure(round, "webdataset", out -> heatmaps.write()
                    .format("heatmap-webdataset")
                    .mode("append")
                    .save(out));
        }
    }

    private void parquet(String output, boolean told) {
        heatmaps.write()
                .option("compression", "uncompressed")
                .option("parquet.enable.dictionary#heatmap.bytes", "false")
                .options(told ? ImageFeatures.options(SCHEMA) : java.util.Map.of())
                .parquet(output);
    }

    private void measure(int round, String name, Write write) throws IOException {
        Path output = folder.resolve("out");
        delete(output);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long time = System.nanoTime();
        write.to(output.toString());
        double seconds = (System.nanoTime() - time) / 1e9;
        double milliseconds = (system.getProcessCpuTime() - cpu) / 1e6 / rows;
        long files = 0;
        long bytes = 0;
        if (Files.exists(output)) {
            try (Stream<Path> walk = Files.walk(output)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    files++;
                    bytes += Files.size(file);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.3f | %.0f | %d | %d |%n",
                round,
                name,
                milliseconds,
                rows / seconds,
                files,
                bytes / rows);
    }

    private static void delete(Path output) throws IOException {
        if (Files.exists(output)) {
            try (Stream<Path> walk = Files.walk(output)) {
                List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
                for (Path file : all) {
                    Files.delete(file);
                }
            }
        }
    }
}
