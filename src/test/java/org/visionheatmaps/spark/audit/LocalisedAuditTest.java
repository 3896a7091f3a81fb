package org.visionheatmaps.spark.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.ProfileDocument;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.metrics.Localisation;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.measure.MaskOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.RgbImage;

/** Masks and boxes beside maps. */
@Tag("spark")
class LocalisedAuditTest extends AuditTestBase {
    private static final List<String> COLUMNS = List.of("mass", "rank", "topk", "pointing", "auc", "lift");
    private static final Localisation.Options MEASURE = new Localisation.Options(Localisation.Sign.POSITIVE, 3, 0);

    /** Columns 1 and 2, rows 0 and 1 of 4×3, enlarged. */
    private static String png(int scale) {
        byte[] rgb = new byte[3 * 12 * scale * scale];
        for (int y = 0; y < 3 * scale; y++) {
            for (int x = 0; x < 4 * scale; x++) {
                boolean inside = x / scale >= 1 && x / scale <= 2 && y / scale <= 1;
                rgb[3 * (y * 4 * scale + x) + 1] = (byte) (inside ? 1 : 0);
            }
        }
        byte[] png = new PngWriter().encode(new RgbImage(4 * scale, 3 * scale, rgb), List.of());
        return "unhex('" + HexFormat.of().formatHex(png) + "')";
    }

    private static MaskOptions masks(String column, MaskOptions.Boxes boxes, boolean areRelative) {
        return new MaskOptions(column, true, boxes, areRelative, MEASURE);
    }

    private void write(String mask) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            float[] values = new float[12];
            for (int v = 0; v < values.length; v++) {
                values[v] = (v * 7 + i * 5) % 12 - 3;
            }
            rows.add(RowFactory.create(
                    "e" + i, AttributionFile.boxed(values), AttributionFile.boxed(1, 3, 4), null, "m" + i % 2));
        }
        spark.createDataFrame(rows, AttributionFile.FLAT)
                .selectExpr("*", "IF(id = 'e4', NULL, " + mask + ") AS mask")
                .write()
                .mode("overwrite")
                .parquet(in().toString());
    }

    private Map<String, List<Double>> measured(String run, MaskOptions masks) {
        audit(options(run, List.of()).withMasks(masks));
        return elements(run).entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, element -> COLUMNS.stream()
                .map(column -> element.getValue().isNullAt(element.getValue().fieldIndex(column))
                        ? Double.NaN
                        : element.getValue().<Double>getAs(column))
                .toList()));
    }

    @Test
    void everyFormOfTheSameRegionGivesTheSameNumbers() {
        write("array(array(false,true,true,false), array(false,true,true,false), array(false,false,false,false))");
        Map<String, List<Double>> wanted = measured("booleans", masks("mask", MaskOptions.Boxes.NONE, false));
        // Of e0 the values are -3 4 -1 6 / 1 8 3 -2 / 5 0 7 2, of which the region has 4 -1 8 3.
        List<Double> first = wanted.get("e0");
        assertEquals(15 / 36.0, first.get(0), 1e-12);
        assertEquals(1 / 4.0, first.get(1), 1e-12);
        assertEquals(1 / 3.0, first.get(2), 1e-12);
        assertEquals(1, first.get(3), 1e-12);
        assertEquals(15 / 36.0 * 3, first.get(5), 1e-12);
        assertTrue(wanted.get("e4").stream().allMatch(value -> value.isNaN()), "no mask");
        Map<String, String> forms = Map.of(
                "ints",
                "array(array(array(0,9,2,0), array(0,-1,1,0), array(0,0,0,0)))",
                "last",
                "array(array(array(0d),array(1d),array(1d),array(0d)), array(array(0d),array(1d),array(1d),array(0d)),"
                        + " array(array(0d),array(0d),array(double('NaN')),array(0d)))",
                "flat",
                "array(0,1,1,0, 0,1,1,0, 0,0,0,0)",
                "png",
                png(1),
                "large",
                png(7),
                "boxes",
                "array(named_struct('x', 1, 'y', 0, 'width', 2, 'height', 2))",
                "two",
                "array(named_struct('x', 1, 'y', 0d, 'width', 1, 'height', 2), "
                        + "named_struct('x', 2, 'y', 0d, 'width', 1, 'height', 2))");
        forms.forEach((name, form) -> {
            write(form);
            assertEquals(wanted, measured(name, masks("mask", MaskOptions.Boxes.NONE, false)), name);
        });
        write("array(array(1d, 0d, 3d, 2d))");
        assertEquals(wanted, measured("corners", masks("mask", MaskOptions.Boxes.XYXY, false)));
        write("array(array(0.25d, 0d, 0.5d, 0.6667d))");
        assertEquals(wanted, measured("shares", masks("mask", MaskOptions.Boxes.XYWH, true)));
    }

    @Test
    void whatHasNoMaskOrABadOneIsFlaggedAndMeasuredOtherwise() {
        write("CASE id WHEN 'e0' THEN unhex('00') WHEN 'e1' THEN unhex('89504e47') ELSE " + png(1) + " END");
        audit(options("run", List.of()).withMasks(masks("mask", MaskOptions.Boxes.NONE, false)));
        Map<String, Row> elements = elements("run");
        assertEquals(List.of(true, true, false, false, false), flags(elements, "mask_unreadable"));
        assertEquals(List.of(false, false, false, false, true), flags(elements, "mask_missing"));
        assertEquals("ok", elements.get("e0").getAs("outcome"));
        assertNull(elements.get("e0").getAs("mass"));
        assertFalse(elements.get("e2").isNullAt(elements.get("e2").fieldIndex("mass")));
        assertFalse(List.of(elements.get("e0").schema().fieldNames()).contains("mask"), "masks are not carried");
    }

    @Test
    void masksOfATableAreJoinedByIdAndWhatDoesNotFitIsCounted() throws IOException {
        for (String form : List.of(png(7), "array(array(0d,1d,1d,0d), array(0d,1d,1d,0d), array(0d,0d,0d,0d))")) {
            write(form);
            String run = "of" + form.length();
            Map<String, List<Double>> wanted = measured(run, masks("mask", MaskOptions.Boxes.NONE, false));
            String table = folder.resolve("masks" + form.length()).toString();
            spark.read()
                    .parquet(in().toString())
                    .selectExpr(
                            "explode(CASE id WHEN 'e3' THEN array('e3', 'e3') WHEN 'e2' THEN array('e2', 'zz') ELSE array(id) END)"
                                    + " AS key",
                            form + " AS region")
                    .where("key != 'e4'")
                    .write()
                    .parquet(table);
            String bare = folder.resolve("bare" + form.length()).toString();
            spark.read().parquet(in().toString()).drop("mask").write().parquet(bare);
            MaskOptions joined = masks("region", MaskOptions.Boxes.NONE, false).in(new MaskOptions.Table(table, "key"));
            for (String partitions : List.of("auto", "element")) {
                String name = run + partitions;
                AuditJob.Result result = new AuditJob(
                                InputOptions.of(bare),
                                PIPELINE,
                                Partitioning.parse(partitions),
                                DatasetScope.DEFAULT,
                                options(name, List.of())
                                        .showing(GalleryOptions.DEFAULT)
                                        .withMasks(joined))
                        .run(spark, Progress.NONE);
                Map<String, Row> elements = elements(name);
                assertEquals(5, elements.size());
                assertEquals(
                        List.of(false, false, false, true, true), flags(elements, "mask_missing"), "e3 is there twice");
                for (String id : List.of("e0", "e1", "e2")) {
                    assertEquals(wanted.get(id).get(0), elements.get(id).<Double>getAs("mass"), id);
                    assertEquals(wanted.get(id).get(4), elements.get(id).<Double>getAs("auc"), id);
                }
                assertTrue(elements.get("e3").isNullAt(elements.get("e3").fieldIndex("mass")));
                assertEquals(
                        new AuditManifest.MaskTable(table, 5, 1, 1, 2),
                        result.manifest().masks());
                assertEquals(112, heatmap(cards(name).get(0)).width(), "enlarged, for its outline");
                assertEquals(
                        document(run + "auto", ProfileDocument.FILE_NAME), document(name, ProfileDocument.FILE_NAME));
            }
        }
    }

    @Test
    void aTableOfMasksThatCannotBeJoinedIsRefused() {
        write(png(1));
        String table = in().toString();
        for (Map.Entry<String, MaskOptions> wrong : Map.of(
                        "--masks-id names another",
                        masks("mask", MaskOptions.Boxes.NONE, false).in(new MaskOptions.Table(table, "key")),
                        "--mask-column names another",
                        masks("region", MaskOptions.Boxes.NONE, false).in(new MaskOptions.Table(table, "id")),
                        "needs PNG bytes, numbers or booleans",
                        masks("method", MaskOptions.Boxes.NONE, false).in(new MaskOptions.Table(table, "id")),
                        "The table of masks nowhere/at/all cannot be read",
                        masks("mask", MaskOptions.Boxes.NONE, false).in(new MaskOptions.Table("nowhere/at/all", "id")))
                .entrySet()) {
            String message = assertThrows(IllegalArgumentException.class, () -> measured("refused", wrong.getValue()))
                    .getMessage();
            assertTrue(message.contains(wrong.getKey()), message);
        }
    }

    @Test
    void aWatermarkOfOneGroupIsNamedByLocalisation() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Random random = new Random(i);
            float[] values = new float[16 * 16];
            for (int n = 0; n < 30; n++) {
                int x = Math.min(15, Math.max(0, (int) (8 + 2 * random.nextGaussian())));
                int y = Math.min(15, Math.max(0, (int) (8 + 2 * random.nextGaussian())));
                values[16 * y + x] += 1;
            }
            boolean isMarked = i % 2 == 1;
            values[0] += isMarked ? 300 : 0;
            rows.add(RowFactory.create(
                    "e" + i,
                    AttributionFile.boxed(values),
                    AttributionFile.boxed(1, 16, 16),
                    null,
                    isMarked ? "dog" : "cat"));
        }
        spark.createDataFrame(rows, AttributionFile.FLAT)
                .selectExpr("*", "array(named_struct('x', 3, 'y', 3, 'width', 10, 'height', 10)) AS mask")
                .write()
                .parquet(in().toString());
        List<String> violations = violations(audit(
                options("run", List.of(rule("median(lift) >= 1", "method"), rule("share(pointing) >= 80%", "method")))
                        .withMasks(masks("mask", MaskOptions.Boxes.NONE, false))));
        assertEquals(2, violations.size(), violations.toString());
        assertTrue(violations.stream().allMatch(reason -> reason.contains("dog")), violations.toString());
    }

    private static List<Boolean> flags(Map<String, Row> elements, String flag) {
        return elements.values().stream().map(row -> row.<Boolean>getAs(flag)).toList();
    }

    @Test
    void aColumnOfOtherThingsIsNoMaskUnlessItIsNamed() {
        write("'cat'");
        audit(options("run", List.of()));
        assertFalse(elements("run").get("e0").<Boolean>getAs("mask_missing"));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> measured("named", masks("mask", MaskOptions.Boxes.NONE, false)))
                .getMessage();
        assertTrue(message.contains("'mask'") && message.contains("but is string"), message);
        message = assertThrows(
                        IllegalArgumentException.class,
                        () -> measured("absent", masks("masks", MaskOptions.Boxes.NONE, false)))
                .getMessage();
        assertTrue(message.contains("no column 'masks'"), message);
    }

    @Test
    void rulesReadTheNumbers() {
        write("array(named_struct('x', 1, 'y', 0, 'width', 2, 'height', 2))");
        AuditJob.Result result = audit(options(
                        "run",
                        List.of(
                                rule("share(pointing) >= 80%"),
                                rule("share(pointing) >= 25%", "method"),
                                rule("mean(lift) > 0"),
                                rule("share(auc < 0) <= 0")))
                .withMasks(masks("mask", MaskOptions.Boxes.NONE, false)));
        List<String> violations = violations(result);
        assertTrue(violations.get(0).contains("mean(pointing)"), violations.toString());
    }

    private List<Element> cards(String run) throws IOException {
        return Jsoup.parse(document(run, AuditReport.FILE_NAME)).select(".card");
    }

    private static RgbImage heatmap(Element card) {
        String uri = card.selectFirst(".pictures img").attr("src");
        return ImageDecoder.DEFAULT.decode(Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1)));
    }

    @Test
    void cardsShowTheMasksOutlineAndTheLeastLiftFirst() throws IOException {
        Map<String, String> forms = Map.of(
                "png",
                png(7),
                "flat",
                "array(0,1,1,0, 0,1,1,0, 0,0,0,0)",
                "boxes",
                "array(named_struct('x', 1, 'y', 0, 'width', 2, 'height', 2))");
        for (Map.Entry<String, String> form : forms.entrySet()) {
            write(form.getValue());
            String run = form.getKey();
            audit(options(run, List.of())
                    .showing(GalleryOptions.DEFAULT)
                    .withMasks(masks("mask", MaskOptions.Boxes.NONE, false)));
            List<Double> lifts = elements(run).values().stream()
                    .map(row -> row.<Double>getAs("lift"))
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList();
            List<Element> cards = cards(run);
            List<String> shown = cards.stream()
                    .map(card -> card.select(".metrics div").stream()
                            .filter(metric -> metric.selectFirst("dt").text().equals("lift"))
                            .map(metric -> metric.selectFirst("dd").text())
                            .findFirst()
                            .orElse("none"))
                    .toList();
            assertEquals(5, cards.size());
            assertEquals("none", shown.get(4), "the element without a mask");
            for (int i = 0; i < 4; i++) {
                assertEquals(lifts.get(i), Double.parseDouble(shown.get(i)), 1e-3, run);
            }
            // 28 pixels for each of the map; the region is columns 1 and 2 of the upper two rows.
            RgbImage picture = heatmap(cards.get(0));
            assertEquals(112, picture.width());
            assertEquals(84, picture.height());
            assertEquals(0xFFFFFF, color(picture, 28, 40), "just inside, on the left");
            assertEquals(0, color(picture, 27, 40), "just outside");
            assertEquals(0xFFFFFF, color(picture, 83, 40));
            assertEquals(0xFFFFFF, color(picture, 50, 55), "at the lower edge");
            assertEquals(0, color(picture, 50, 56));
            assertEquals(0xFFFFFF, color(picture, 50, 0), "the picture's edge closes the line");
            assertEquals(color(picture, 45, 10), color(picture, 50, 20), "and inside there is none");
            assertEquals(4, heatmap(cards.get(4)).width(), "no mask, no outline");
        }
    }

    private static int color(RgbImage image, int x, int y) {
        int at = 3 * (image.width() * y + x);
        return (image.rgb()[at] & 0xFF) << 16 | (image.rgb()[at + 1] & 0xFF) << 8 | image.rgb()[at + 2] & 0xFF;
    }

    private void audit(String run, String partitions) {
        new AuditJob(
                        input(),
                        PIPELINE,
                        Partitioning.parse(partitions),
                        DatasetScope.DEFAULT,
                        options(run, List.of())
                                .showing(GalleryOptions.DEFAULT)
                                .withMasks(masks("mask", MaskOptions.Boxes.NONE, false)))
                .run(spark, Progress.NONE);
    }

    private String drawn(String run) throws IOException {
        Document page = Jsoup.parse(document(run, AuditReport.FILE_NAME));
        assertEquals(12, page.select(".card").size());
        assertEquals(1, page.select(".look").size());
        return page.select(".plots, .cards").outerHtml();
    }

    @ParameterizedTest
    @CsvSource({"auto", "1", "7", "element"})
    void noPartitioningChangesANumberOrAPicture(String partitions) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            float[] values = new float[24];
            for (int v = 0; v < values.length; v++) {
                values[v] = (v * 11 + i * 3) % 17 - 5;
            }
            rows.add(RowFactory.create(
                    "b" + i, AttributionFile.boxed(values), AttributionFile.boxed(2, 1, 3, 4), null, null));
        }
        spark.createDataFrame(rows, AttributionFile.FLAT)
                .selectExpr(
                        "*",
                        "array(array(array(0,1,1,0), array(0,1,1,0), array(0,0,0,0)),"
                                + " array(array(1,0,0,1), array(1,0,0,1), array(1,1,1,1))) AS mask")
                .write()
                .parquet(in().toString());
        audit("run", partitions);
        audit("three", "3");
        assertEquals(drawn("three"), drawn("run"), "cards with outlines, and where maps look");
        Map<String, Row> elements = elements("run");
        assertEquals(12, elements.size());
        // Values of b0/0 are -5 6 0 -6.. as above; the second mask is the rest of the first.
        float[] values = new float[24];
        for (int v = 0; v < values.length; v++) {
            values[v] = v * 11 % 17 - 5;
        }
        double all = 0;
        double inside = 0;
        for (int v = 12; v < 24; v++) {
            double positive = Math.max(0, values[v]);
            int column = v % 4;
            int row = (v - 12) / 4;
            all += positive;
            inside += column >= 1 && column <= 2 && row <= 1 ? 0 : positive;
        }
        assertEquals(inside / all, elements.get("b0/1").<Double>getAs("mass"), 1e-12);
    }
}
