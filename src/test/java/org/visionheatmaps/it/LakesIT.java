package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.arrow.ArrowFixture;
import org.visionheatmaps.arrow.ArrowTensorSource;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.incremental.Increment;
import org.visionheatmaps.spark.incremental.IncrementOptions;
import org.visionheatmaps.spark.incremental.RenderBatches;
import org.visionheatmaps.spark.incremental.Series;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.Viewer;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;

/** The job on a real HDFS and on a real S3 server: the same pixels as on the local disk, and nothing half done. */
@Tag("spark")
class LakesIT {
    private static final String PIPELINE = "NormReduction() |> ExtremaColormap(:batlow) |> FlipImage()";

    private final SparkSession spark = SparkTestSession.get();
    private final Configuration configuration = spark.sparkContext().hadoopConfiguration();

    @TempDir
    java.nio.file.Path folder;

    @Test
    void hdfs() throws IOException {
        try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(
                        new Configuration(), folder.resolve("dfs").toFile())
                .numDataNodes(1)
                .build()) {
            assertLake(cluster.getURI() + "/lake");
        }
    }

    @Test
    void s3() throws IOException, InterruptedException {
        try (S3Server server = new S3Server(folder)) {
            server.configure(configuration);
            assertLake("s3a://" + S3Server.BUCKET + "/audits");
        }
    }

    private void assertLake(String lake) throws IOException {
        FileSystem files = FileSystem.get(URI.create(lake), configuration);
        Path input = new Path(lake + "/in/attributions.parquet");
        try (InputStream in = getClass().getResourceAsStream("/parquet/pyarrow-list.parquet");
                OutputStream out = files.create(input)) {
            in.transferTo(out);
        }

        OutputOptions png = OutputOptions.of(lake + "/png", OutputFormat.PNG);
        RunReport report = render(input, png);
        assertEquals(7, report.rendered());
        OutputOptions local = OutputOptions.of(folder.resolve("local").toString(), OutputFormat.PNG);
        render(input, local);
        for (int row = 0; row < 7; row++) {
            byte[] wanted = java.nio.file.Files.readAllBytes(folder.resolve("local/r" + row + ".png"));
            assertArrayEquals(Pixels.decode(wanted).rgb(), pixels(files, new Path(lake + "/png/r" + row + ".png")));
        }
        assertTrue(files.exists(new Path(lake + "/png/_SUCCESS")));
        assertTrue(files.exists(new Path(lake + "/png/_report.json")));

        assertThrows(JobFailedException.class, () -> render(input, png));
        render(input, png.withMode(OutputOptions.Mode.OVERWRITE));
        assertEquals(7, pngs(files, new Path(lake + "/png")).size());

        render(input, OutputOptions.of(lake + "/rows", OutputFormat.PARQUET));
        List<Row> rows =
                spark.read().parquet(lake + "/rows").select("id").orderBy("id").collectAsList();
        assertEquals(7, rows.size());
        assertFalse(namesImages(files, new Path(lake + "/rows")), "written twice without being asked to");
        render(
                input,
                OutputOptions.of(lake + "/rows", OutputFormat.PARQUET)
                        .withMode(OutputOptions.Mode.OVERWRITE)
                        .withViewer(Viewer.HUGGINGFACE));
        assertTrue(namesImages(files, new Path(lake + "/rows")));
        assertEquals(List.of("in", "png", "rows"), names(files, new Path(lake)));
        assertArrow(lake, files);
        assertIncrements(lake, files);
    }

    /** Whether the footer of a Parquet file says that a column has images. */
    private boolean namesImages(FileSystem files, Path rows) throws IOException {
        Path file = Arrays.stream(files.listStatus(rows))
                .map(FileStatus::getPath)
                .filter(path -> path.getName().endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
            return reader.getFileMetaData().getKeyValueMetaData().containsKey("huggingface");
        }
    }

    /** Files are taken once, though a run that dies has published the first and could not say so. */
    private void assertIncrements(String lake, FileSystem files) throws IOException {
        arrive(lake, "monday", files);
        assertEquals(7, increment(lake).results().get(0).rendered());
        Path seen = new Path(lake + "/nightly.seen");
        assertTrue(files.rename(new Path(seen, "batches/000000.json"), new Path(seen, "plan.json")));
        arrive(lake, "tuesday", files);
        Increment<RunReport> second = increment(lake);
        assertTrue(second.isFirstRecovered());
        assertEquals(1, second.files());
        assertEquals(Map.of("duplicate_id", 7L), second.results().get(1).quarantinedByReason());
        assertEquals(0, increment(lake).results().size());
        assertEquals(List.of("batches", "checkpoint.json"), names(files, seen));
        assertEquals(List.of("000000.json", "000001.json"), names(files, new Path(seen, "batches")));
        Path nightly = new Path(lake + "/nightly");
        assertEquals(7, pngs(files, nightly).size());
        assertEquals(2, names(files, new Path(nightly, "_batches")).size());
        assertTrue(files.exists(new Path(nightly, "_SUCCESS")));
        assertFalse(names(files, nightly).stream().anyMatch(name -> name.contains("vision-heatmaps")));
    }

    private void arrive(String lake, String name, FileSystem files) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/parquet/pyarrow-list.parquet");
                OutputStream out = files.create(new Path(lake + "/nightly.in/" + name + ".parquet"))) {
            in.transferTo(out);
        }
    }

    private Increment<RunReport> increment(String lake) {
        InputOptions input = InputOptions.of(lake + "/nightly.in").withShape(List.of(3, 4, 5));
        RenderJob job = new RenderJob(
                input,
                Pipeline.parse(PIPELINE),
                OutputOptions.of(lake + "/nightly", OutputFormat.PNG),
                RenderOptions.DEFAULT);
        return new Series<>(
                        input,
                        new IncrementOptions(lake + "/nightly.seen", 10, IncrementOptions.Rewritten.FAIL),
                        RenderBatches.of(spark, job, batch -> batch.run(spark, Progress.NONE)))
                .run(configuration, said -> {});
    }

    /** Whole buffers, windows of them and footers are read as on the local disk. */
    private void assertArrow(String lake, FileSystem files) throws IOException {
        Path arrow = new Path(lake + "/arrow");
        for (String name : List.of("bytes-zstd.arrow", "lists.arrow", "long-lz4.arrow", "tensors-lz4.arrows")) {
            try (InputStream in = getClass().getResourceAsStream("/arrow/" + name);
                    OutputStream out = files.create(new Path(arrow, name))) {
                in.transferTo(out);
            }
            Dataset<Row> here = spark.read()
                    .format(ArrowTensorSource.NAME)
                    .load(ArrowFixture.file(name).toString());
            Dataset<Row> there = spark.read().format(ArrowTensorSource.NAME).load(arrow + "/" + name);
            assertEquals(
                    here.selectExpr("to_json(struct(*))").collectAsList(),
                    there.selectExpr("to_json(struct(*))").collectAsList());
            assertEquals(lake.startsWith("hdfs"), hasPreferredHosts(there));
        }
        Path input = new Path(arrow, "tensors-lz4.arrows");
        RunReport report = new RenderJob(
                        InputOptions.of(input.toString())
                                .withColumns(new InputOptions.Columns("permuted", "id", "shape", "dtype", "image")),
                        Pipeline.parse(PIPELINE),
                        OutputOptions.of(lake + "/of-arrow", OutputFormat.PNG),
                        RenderOptions.DEFAULT)
                .run(spark, Progress.NONE);
        assertEquals(ArrowFixture.ROWS - 1, report.rendered());
    }

    /** Whether tasks want to run where the blocks are. */
    private static boolean hasPreferredHosts(Dataset<Row> frame) {
        RDD<?> rdd = frame.javaRDD().rdd();
        while (!rdd.dependencies().isEmpty()) {
            rdd = rdd.dependencies().head().rdd();
        }
        return !rdd.preferredLocations(rdd.partitions()[0]).isEmpty();
    }

    private RunReport render(Path input, OutputOptions output) {
        return new RenderJob(
                        InputOptions.of(input.toString()).withShape(List.of(3, 4, 5)),
                        Pipeline.parse(PIPELINE),
                        output,
                        RenderOptions.DEFAULT)
                .run(spark, Progress.NONE);
    }

    private static byte[] pixels(FileSystem files, Path png) throws IOException {
        try (InputStream in = files.open(png)) {
            return Pixels.decode(in.readAllBytes()).rgb();
        }
    }

    private static List<String> pngs(FileSystem files, Path output) throws IOException {
        return names(files, output).stream()
                .filter(name -> name.endsWith(".png"))
                .toList();
    }

    /** All that stands in a folder; staging folders that were left would be among it. */
    private static List<String> names(FileSystem files, Path where) throws IOException {
        List<String> names = new ArrayList<>();
        for (FileStatus status : files.listStatus(where)) {
            names.add(status.getPath().getName());
        }
        names.sort(null);
        assertFalse(names.isEmpty());
        return names;
    }
}
