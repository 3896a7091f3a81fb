package org.visionheatmaps.spark.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.reference.ReferenceCase;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.RgbImage;

/** The reference's pixels, through the whole job: Parquet in, PNG out. */
@Tag("spark")
class ReferenceCasesThroughSparkTest {
    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    Path folder;

    static List<String> pipelines() {
        return ReferenceCase.all().stream()
                .map(ReferenceCase::pipeline)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void pixelsAreTheReferences(String pipeline) throws IOException {
        List<ReferenceCase> cases = ReferenceCase.all().stream()
                .filter(wanted -> wanted.pipeline().equals(pipeline))
                .toList();
        Path input = folder.resolve("in");
        AttributionFile.writeCases(spark, cases, input);

        RunReport report = job(input, pipeline, "png", OutputFormat.PNG).run(spark, Progress.NONE);
        assertEquals(cases.size(), report.rendered());
        for (ReferenceCase wanted : cases) {
            Path png = folder.resolve("png").resolve(wanted.id() + ".png");
            assertSame(wanted, Pixels.decode(Files.readAllBytes(png)));
        }

        job(input, pipeline, "rows", OutputFormat.PARQUET).run(spark, Progress.NONE);
        Map<String, byte[]> rows = spark
                .read()
                .parquet(folder.resolve("rows").toString())
                .select("id", "heatmap.bytes")
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), (Row row) -> row.getAs(1)));
        assertEquals(cases.size(), rows.size());
        for (ReferenceCase wanted : cases) {
            assertSame(wanted, Pixels.decode(rows.get(wanted.id())));
        }
    }

    private RenderJob job(Path input, String pipeline, String output, OutputFormat format) {
        return new RenderJob(
                InputOptions.of(input.toString()),
                Pipeline.parse(pipeline),
                OutputOptions.of(folder.resolve(output).toString(), format),
                RenderOptions.DEFAULT);
    }

    private static void assertSame(ReferenceCase wanted, RgbImage pixels) throws IOException {
        int difference = Pixels.largestDifference(wanted.expectedPixels(), pixels);
        assertTrue(difference <= wanted.tolerance(), () -> wanted + ": a byte differs by " + difference);
    }
}
