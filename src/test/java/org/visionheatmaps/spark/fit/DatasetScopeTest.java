package org.visionheatmaps.spark.fit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Statistics;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.reference.ReferenceCase;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.stats.QuantileMethod;

/** Fits over the sample, through Spark, against the reference's figures and images. */
@Tag("spark")
class DatasetScopeTest extends RenderJobTestBase {
    private static final String SAMPLE = "src/sample/attributions.parquet";
    private static final String RESOURCES = "src/test/resources/sample/";
    private static final String GROUPED = "SumReduction() |> dataset(PercentileClip(0.001, 0.999), by=:method)"
            + " |> dataset(CenteredColormap(:berlin), by=:method) |> FlipImage()";

    /** The 24 attributions of 3 channels. */
    private static InputOptions threeChannels() {
        return InputOptions.of(SAMPLE, RESOURCES + "gradients.parquet").withWhere("shape[0] = 3");
    }

    private Fit fit(InputOptions input, String pipeline, QuantileMethod quantiles, Partitioning partitioning) {
        return new FitJob(
                        input,
                        Pipeline.parse(pipeline),
                        FitOptions.DEFAULT
                                .withQuantiles(quantiles)
                                .withPartitioning(partitioning)
                                .withErrors(ErrorPolicy.FAIL))
                .run(spark, Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"norm", "sum"})
    void quantilesOfTheSampleAreTheReferences(String reduction) throws IOException {
        JsonNode row = reference(reduction);
        String step = reduction.equals("norm") ? "NormReduction()" : "SumReduction()";
        SortedMap<Double, Double> exact = new TreeMap<>();
        SortedMap<Double, Double> approximate = new TreeMap<>();
        for (String fractions : List.of("0.001, 0.999", "0.01, 0.99", "0.5, 1")) {
            String pipeline = step + " |> dataset(PercentileClip(" + fractions + "))";
            Fit fit = fit(threeChannels(), pipeline, QuantileMethod.EXACT, Partitioning.AUTO);
            Statistics seen = only(fit);
            assertEquals(24, seen.elements());
            assertEquals(row.get("n").asLong(), seen.values());
            assertEquals(row.get("min").asDouble(), seen.min());
            assertEquals(row.get("max").asDouble(), seen.max());
            assertTrue(fit.passes() <= 2);
            exact.putAll(seen.quantiles());
            Fit quick = fit(threeChannels(), pipeline, QuantileMethod.APPROXIMATE, Partitioning.AUTO);
            assertEquals(1, quick.passes());
            assertEquals(seen.digest(), only(quick).digest());
            approximate.putAll(only(quick).quantiles());
        }
        row.get("quantiles").properties().forEach(wanted -> {
            double fraction = Double.parseDouble(wanted.getKey());
            double value = wanted.getValue().asDouble();
            assertEquals(value, exact.get(fraction), reduction + " " + fraction);
            assertEquals(value, approximate.get(fraction), Math.abs(value) * QuantileMethod.APPROXIMATE.errorBound());
        });
    }

    private static JsonNode reference(String reduction) throws IOException {
        for (JsonNode row : new ObjectMapper().readTree(ReferenceCase.open("quantiles.json"))) {
            if (row.has("n") && row.get("reduction").asText().equals(reduction)) {
                return row;
            }
        }
        throw new IOException("no row of " + reduction);
    }

    private static Statistics only(Fit fit) {
        return fit.steps().get(0).groups().get(Group.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROXIMATE", "EXACT"})
    void partitionsAndOrderChangeNothing(QuantileMethod quantiles) {
        String pipeline = "NormReduction() |> dataset(PercentileClip(), by=:method) |> dataset(ExtremaColormap())";
        String wanted = null;
        for (int partitions : new int[] {1, 2, 7, 24}) {
            Partitioning partitioning = new Partitioning(Partitioning.Kind.COUNT, partitions);
            String text = FitDocument.of(fit(threeChannels(), pipeline, quantiles, partitioning))
                    .toJson();
            wanted = wanted == null ? text : wanted;
            assertEquals(wanted, text, partitions + " partitions");
        }
        spark.read()
                .parquet(threeChannels().paths().toArray(String[]::new))
                .where("shape[0] = 3")
                .repartition(5)
                .orderBy(functions.rand(7))
                .write()
                .parquet(in().toString());
        assertEquals(
                wanted,
                FitDocument.of(fit(input(), pipeline, quantiles, Partitioning.AUTO))
                        .toJson());
    }

    @Test
    void goldenImagesOfRangesByMethod() throws IOException {
        InputOptions input = InputOptions.of(SAMPLE).withWhere("shape[0] = 3");
        Pipeline pipeline = Pipeline.parse(GROUPED);
        RunReport report = new RenderJob(
                        input,
                        pipeline,
                        png(),
                        RenderOptions.of(ErrorPolicy.FAIL)
                                .withScope(DatasetScope.DEFAULT.withQuantiles(QuantileMethod.EXACT)))
                .run(spark, Progress.NONE);
        assertEquals(16, report.rendered());
        assertEquals(2, report.fit().groups().size());
        for (String id : List.of("cat.smoothgrad", "dog.integrated_gradients")) {
            byte[] golden = Files.readAllBytes(Path.of(RESOURCES, id + ".dataset.png"));
            assertEquals(0, Pixels.largestDifference(Pixels.decode(golden), pixels(id + ".png")), id);
        }
        assertEquals(report, report());

        String first = FitDocument.of(fit(input, GROUPED, QuantileMethod.EXACT, Partitioning.AUTO))
                .toJson();
        Fit read = FitDocument.fromJson(first).fit();
        assertEquals(first, FitDocument.of(read).toJson());
        RunReport again = new RenderJob(
                        input.withWhere("id = 'cat.smoothgrad'"),
                        pipeline,
                        png().withMode(OutputOptions.Mode.OVERWRITE),
                        RenderOptions.of(ErrorPolicy.FAIL).withScope(DatasetScope.DEFAULT.withFit(read)))
                .run(spark, Progress.NONE);
        assertEquals(0, again.fitPasses());
        byte[] golden = Files.readAllBytes(Path.of(RESOURCES, "cat.smoothgrad.dataset.png"));
        assertEquals(0, Pixels.largestDifference(Pixels.decode(golden), pixels("cat.smoothgrad.png")));
    }

    @Test
    void aGroupThatTheFitNeverSawIsSetAsideOrFittedAlone() throws IOException {
        InputOptions sample = InputOptions.of(SAMPLE);
        Pipeline pipeline = Pipeline.parse(GROUPED);
        Fit fit =
                fit(sample.withWhere("method = 'smoothgrad'"), GROUPED, QuantileMethod.APPROXIMATE, Partitioning.AUTO);
        InputOptions cats = sample.withWhere("photograph = 'cat' and shape[0] = 3");
        DatasetScope scope = DatasetScope.DEFAULT.withFit(fit);
        RunReport report =
                new RenderJob(cats, pipeline, png(), RenderOptions.DEFAULT.withScope(scope)).run(spark, Progress.NONE);
        assertEquals(List.of("cat.smoothgrad.png"), pngs());
        assertEquals(Map.of("unseen_group", 1L), report.quarantinedByReason());
        String reason = quarantine().get("cat.integrated_gradients");
        assertTrue(reason.startsWith("the fit has seen no group method=integrated_gradients: fit again"), reason);

        new RenderJob(
                        cats,
                        pipeline,
                        png().withMode(OutputOptions.Mode.OVERWRITE),
                        RenderOptions.of(ErrorPolicy.FAIL).withScope(scope.withUnseenGroup(UnseenGroup.IMAGE)))
                .run(spark, Progress.NONE);
        assertEquals(List.of("cat.integrated_gradients.png", "cat.smoothgrad.png"), pngs());
        assertNotEquals(
                0, Pixels.largestDifference(pixels("cat.integrated_gradients.png"), pixels("cat.smoothgrad.png")));
    }

    @Test
    void aFitOfAnotherPipelineIsRefused() {
        Pipeline sum = Pipeline.parse("SumReduction() |> ExtremaColormap(:batlow)");
        Pipeline norm = Pipeline.parse("NormReduction() |> ExtremaColormap(:batlow)");
        DatasetScope scope = DatasetScope.DEFAULT.withFit(Fit.of(sum.fitted()));
        assertDoesNotThrow(() -> scope.requireFitOf(sum));
        assertDoesNotThrow(() -> DatasetScope.DEFAULT.requireFitOf(norm));
        assertEquals(
                "The fit is of another pipeline: " + scope.fit().orElseThrow().pipeline() + ", not " + norm,
                assertThrows(IllegalArgumentException.class, () -> scope.requireFitOf(norm))
                        .getMessage());
    }
}
