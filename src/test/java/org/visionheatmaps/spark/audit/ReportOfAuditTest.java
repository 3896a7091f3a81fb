package org.visionheatmaps.spark.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.cli.DefaultRules;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.report.RenderGallery;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.Progress;

/** The pages of audits and renders of the sample. */
@Tag("spark")
class ReportOfAuditTest extends AuditTestBase {
    private static final String SAMPLE = "src/sample/attributions.parquet";
    private static final String HOSTILE = "\"><script>alert(1)</script>";

    private Document page(String run) throws IOException {
        return Jsoup.parse(document(run, AuditReport.FILE_NAME));
    }

    private static Element card(Document page, String id) {
        return page.select(".card").stream()
                .filter(card -> card.attr("data-id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Column of(String id) {
        return functions.col("id").equalTo(id);
    }

    /** The sample with faults, in two files, one of them cut off. */
    private void plantFaults() throws IOException {
        Column planted = functions
                .when(
                        of("cat.smoothgrad"),
                        functions.expr("transform(attribution, (x, i) -> if(i = 1000, float('NaN'), x))"))
                .when(of("dog.integrated_gradients"), functions.expr("transform(attribution, x -> float(0))"))
                .when(
                        of("panda.integrated_gradients"),
                        functions.expr("transform(attribution, x -> cast(x * 10 as float))"))
                .otherwise(functions.col("attribution"));
        spark.read()
                .parquet(SAMPLE)
                .withColumn("attribution", planted)
                .withColumn("image", functions.when(of("cow.grad_cam"), null).otherwise(functions.col("image")))
                .withColumn("id", functions.when(of("cow.occlusion"), HOSTILE).otherwise(functions.col("id")))
                .coalesce(1)
                .write()
                .parquet(in().toString());
        byte[] bytes = Files.readAllBytes(Path.of(SAMPLE));
        Files.write(in().resolve("truncated.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
    }

    @Test
    void everyPlantedFaultIsShown() throws IOException {
        audit(
                InputOptions.of(SAMPLE),
                options("clean", DefaultRules.get(), "method").showing(GalleryOptions.DEFAULT));
        plantFaults();
        audit(options("faults", DefaultRules.get(), "method")
                .showing(GalleryOptions.DEFAULT)
                .against(baseline("clean")));
        Document page = page("faults");
        assertTrue(page.selectFirst("header").hasClass("violated"));
        Element scaled = card(page, "panda.integrated_gradients");
        assertEquals(3, scaled.select(".pictures img").size());
        assertTrue(scaled.text().contains("Breaks max_abs <= 8 * median(max_abs)"), scaled.text());
        assertEquals(
                List.of("heatmap"),
                card(page, "cow.grad_cam").select(".pictures figcaption").eachText());
        assertEquals(
                3,
                card(page, "dog.integrated_gradients").select(".pictures img").size());
        Element notFinite = card(page, "cat.smoothgrad");
        assertTrue(notFinite.select("img").isEmpty());
        assertTrue(notFinite.text().contains("every value must be finite"), notFinite.text());
        assertTrue(page.select(".card .why").text().contains("truncated.parquet"));
        assertEquals(24, page.select(".card").size());
        assertEquals(2, page.select("#trend tbody tr").size());
        assertEquals(1, page.select("script").size());
        assertTrue(page.select(".plot path.then").size() > 24);
        // For those who want to see it.
        Path copy = Files.createDirectories(Path.of("target/report"));
        Files.writeString(copy.resolve("report.html"), document("faults", AuditReport.FILE_NAME));
    }

    @Test
    void theSampleOfAGalleryDependsOnItsSeedAndOnNothingElse() throws IOException {
        InputOptions input = InputOptions.of(SAMPLE);
        AuditOptions one = options("one", List.of()).showing(new GalleryOptions(8, 1));
        audit(input, one);
        new AuditJob(
                        input,
                        PIPELINE,
                        new Partitioning(Partitioning.Kind.COUNT, 5),
                        DatasetScope.DEFAULT,
                        options("same", List.of()).showing(new GalleryOptions(8, 1)))
                .run(spark, Progress.NONE);
        audit(input, options("other", List.of()).showing(new GalleryOptions(8, 2)));
        audit(input, options("none", List.of()).showing(GalleryOptions.NONE));
        assertEquals(
                page("one").select(".cards").html(),
                page("same").select(".cards").html());
        assertNotEquals(
                page("one").select(".cards").html(),
                page("other").select(".cards").html());
        assertTrue(page("none").select(".card").isEmpty());
    }

    @Test
    void theGalleryOfARenderLeadsToItsFiles() throws IOException {
        plantFaults();
        Files.delete(in().resolve("truncated.parquet"));
        // Letters that would be a pattern's, were they not a name's.
        Path out = folder.resolve("o[1] {a,b}");
        new RenderJob(
                        input(),
                        Pipeline.parse("SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage()"
                                + " |> AlphaOverlay(0.5)"),
                        OutputOptions.of(out.toString(), OutputFormat.PNG)
                                .withPartitionBy(List.of("method"))
                                .withSheet(SheetSize.parse("1x3")),
                        RenderOptions.DEFAULT.withGallery(new GalleryOptions(40, 1)))
                .run(spark, Progress.NONE);
        Document page = Jsoup.parse(Files.readString(out.resolve(RenderGallery.FILE_NAME)));
        assertEquals(
                "32 elements = 31 rendered + 1 quarantined",
                page.selectFirst(".sums li").text());
        assertEquals(32, page.select(".card").size());
        assertTrue(Files.exists(out.resolve("_sheet.png")));
        Element faulty = card(page, "cat.smoothgrad");
        assertTrue(faulty.hasClass("quarantined"));
        assertNull(faulty.selectFirst("img"));
        assertTrue(page.selectFirst(".card").hasClass("quarantined"), "what the render has put there comes first");
        assertTrue(card(page, "cat.grad_cam").select(".label[data-name=method]").hasAttr("data-value"));
        Element drawn = card(page, HOSTILE);
        assertEquals(3, drawn.select(".pictures img").size());
        String link = drawn.selectFirst(".place a").attr("href");
        assertTrue(Files.exists(Path.of(out.toUri().resolve(link))), link);
        Files.copy(
                out.resolve(RenderGallery.FILE_NAME),
                Files.createDirectories(Path.of("target/report")).resolve("gallery.html"),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
