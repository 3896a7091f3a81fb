package org.visionheatmaps.spark.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.stats.QuantileMethod;

/** The elements that a fit counts are those that are drawn. */
@Tag("spark")
class FitBadRowsTest extends RenderJobTestBase {
    private static final Pipeline RANGE =
            Pipeline.parse("SumReduction() |> dataset(ExtremaColormap(:jet), by=:method) |> FlipImage()");

    @BeforeEach
    void writeInput() {
        List<Row> rows = new ArrayList<>();
        rows.add(row("a", "lrp", 1, 2));
        rows.add(row("b", "lrp", 3, 4));
        rows.add(row("nan", "lrp", 1000, Float.NaN));
        rows.add(row("twice", "lrp", -1000, 0));
        rows.add(row("twice", "lrp", 1000, 0));
        rows.add(row("short", "lrp", 1000));
        rows.add(row("other", "grad", 10, 20));
        rows.add(row("bad", "ig", 1, Float.POSITIVE_INFINITY));
        rows.add(row("none", null, 5, 6));
        AttributionFile.write(spark, AttributionFile.FLAT, rows, in());
    }

    private static Row row(String id, String method, float... values) {
        return RowFactory.create(id, AttributionFile.boxed(values), AttributionFile.boxed(1, 1, 2), null, method);
    }

    private RenderJob job(OutputOptions output, ErrorPolicy errors) {
        return new RenderJob(input(), RANGE, output, RenderOptions.of(errors));
    }

    @Test
    void rowsThatAreQuarantinedDoNotCount() throws IOException {
        RunReport report = job(png(), ErrorPolicy.QUARANTINE).run(spark, Progress.NONE);
        assertEquals(List.of("a.png", "b.png", "none.png", "other.png"), pngs());
        assertEquals(1, report.fitPasses());
        FitDocument.Step step = report.fit().steps().get(0);
        assertEquals(4, step.elements());
        assertEquals(report.quarantinedByReason(), step.leftOut());
        assertEquals(Map.of("non_finite", 2L, "duplicate_id", 2L, "wrong_length", 1L), step.leftOut());
        assertEquals(
                List.of(
                        "SumReduction() |> RangeColormap(:jet, 5.0, 6.0) |> FlipImage()",
                        "SumReduction() |> RangeColormap(:jet, 10.0, 20.0) |> FlipImage()",
                        "SumReduction() |> RangeColormap(:jet, 1.0, 4.0) |> FlipImage()"),
                report.fit().groups().stream()
                        .map(FitDocument.FittedGroup::pipeline)
                        .toList());
        assertEquals(report, report());
        assertTrue(quarantine().get("bad").contains("finite"), "its own fault, not that its group has no fit");
    }

    @Test
    void rowsOfTheSameIdCountWhereTheyAreDrawn() {
        OutputOptions rows = OutputOptions.of(out().toString(), OutputFormat.PARQUET);
        RunReport report = job(rows, ErrorPolicy.QUARANTINE).run(spark, Progress.NONE);
        assertEquals(6, report.rendered());
        assertEquals(6, report.fit().steps().get(0).elements());
        assertEquals(
                2,
                spark.read()
                        .parquet(out().toString())
                        .where("range_min = -1000 and range_max = 1000 and id = 'twice'")
                        .count());
    }

    @Test
    void valuesThatAreNotFiniteAloneAreLeftOutIfAsked() throws IOException {
        RunReport report = new RenderJob(
                        input().withWhere("id in ('a', 'b', 'nan', 'bad')"),
                        Pipeline.parse("SumReduction() |> dataset(ExtremaColormap(:jet), by=:method)"),
                        png(),
                        RenderOptions.of(ErrorPolicy.FAIL).withNonFinite(NonFinite.mask("#ff00ff")))
                .run(spark, Progress.NONE);
        assertEquals(4, report.rendered());
        assertEquals(4, report.fit().steps().get(0).elements());
        assertEquals(
                6,
                report.fit().steps().get(0).groups().stream()
                        .mapToLong(FitDocument.StepGroup::values)
                        .sum());
        byte[] rgb = pixels("nan.png").rgb();
        assertEquals((byte) 0xFF, rgb[3]);
        assertEquals((byte) 0x00, rgb[4]);
        assertEquals((byte) 0xFF, rgb[5]);
    }

    @Test
    void faultsFailTheFitWhereTheyWouldFailTheJob() {
        for (ErrorPolicy policy : List.of(ErrorPolicy.FAIL, ErrorPolicy.upTo("2"))) {
            RenderJob job = job(png(), policy);
            String message = assertThrows(JobFailedException.class, () -> job.run(spark, Progress.NONE))
                    .getMessage();
            assertTrue(message.startsWith("Row '") || message.startsWith("Too many elements"), message);
        }
    }

    @Test
    void aFitAloneKnowsNoFilesAndSoNoDuplicates() {
        List<String> stages = new ArrayList<>();
        Fit fit = new FitJob(
                        input(),
                        RANGE,
                        FitOptions.DEFAULT.withQuantiles(QuantileMethod.EXACT).withPartitioning(Partitioning.ELEMENT))
                .run(spark, status -> stages.add(status.stage()));
        assertEquals(6, fit.steps().get(0).elements());
        assertEquals(
                "SumReduction() |> RangeColormap(:jet, -1000.0, 1000.0) |> FlipImage()",
                fit.of(new Group(List.of("lrp"))).orElseThrow().toString());
        assertTrue(stages.contains("fit 1/1"), stages.toString());
    }

    @Test
    void aFitOfNothingSaysWhatWasLeftOut() {
        FitJob job = new FitJob(input().withWhere("id = 'nan'"), RANGE, FitOptions.DEFAULT);
        String message = assertThrows(JobFailedException.class, () -> job.run(spark, Progress.NONE))
                .getMessage();
        assertEquals("There is no element to fit to: 1 were left out {non_finite=1}", message);
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        Pipeline pipeline = Pipeline.parse("SumReduction() |> dataset(ExtremaColormap(:jet), by=:metod)");
        FitJob job = new FitJob(input(), pipeline, FitOptions.DEFAULT);
        String message = assertThrows(IllegalArgumentException.class, () -> job.run(spark, Progress.NONE))
                .getMessage();
        assertEquals("The input has no column 'metod' for dataset(…, by=…): did you mean 'method'?", message);
    }
}
