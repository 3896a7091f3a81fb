package org.visionheatmaps.spark.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.metrics.Localisation;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.measure.MaskOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.Layout;

/** Lines around objects, which masks and boxes of the input say where they are. */
@Tag("spark")
class ObjectStepsTest extends RenderJobTestBase {
    /** Four rows of six pixels, with the object in columns 2 and 3 of rows 1 and 2. */
    private static final String MASK =
            "array(array(0,0,0,0,0,0), array(0,0,1,1,0,0), array(0,0,1,1,0,0), array(0,0,0,0,0,0))";

    private static final String BLACK =
            "SumReduction() |> RangeColormap([\"#000\", \"#000\"], 0, 1) |> FlipImage() |> ";
    /** The line cuts the corners of the mask. */
    private static final int[] ROW_OF_OBJECT = {0, 128, 165, 165, 128, 0};

    private String step;

    @BeforeEach
    void choose() {
        step = "MaskOutline(\"#ff0000\", 1)";
    }

    private void write(String mask) {
        spark.sql(
                        "SELECT id, array_repeat(CAST(0 AS FLOAT), 24) AS attribution, array(4, 6) AS shape, IF(id = 'none', NULL, "
                                + mask + ") AS mask FROM VALUES ('a'), ('none') AS t(id)")
                .write()
                .parquet(in().toString());
    }

    private RunReport render(MaskOptions masks, OutputOptions output) {
        return new RenderJob(
                        input().withLayout(Layout.parse("HW")),
                        Pipeline.parse(BLACK + step),
                        output,
                        RenderOptions.of(ErrorPolicy.QUARANTINE).withMasks(masks))
                .run(spark, Progress.NONE);
    }

    private static MaskOptions masks(MaskOptions.Boxes boxes, boolean areRelative) {
        return new MaskOptions("mask", true, boxes, areRelative, Localisation.Options.DEFAULT);
    }

    private int[] reds(String file, int row) throws IOException {
        byte[] rgb = pixels(file).rgb();
        int[] reds = new int[6];
        for (int x = 0; x < 6; x++) {
            reds[x] = rgb[3 * (6 * row + x)] & 0xFF;
        }
        return reds;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                MASK + "                                                                              | NONE | false",
                "transform(" + MASK + ", r -> transform(r, v -> v = 1))                               | NONE | false",
                "array(named_struct('x', 2, 'y', 1, 'width', 2, 'height', 2))                         | NONE | false",
                "array(array(2.0, 1.0, 4.0, 3.0))                                                     | XYXY | false",
                "array(array(CAST(2.0/6 AS DOUBLE), 0.25D, CAST(2.0/6 AS DOUBLE), 0.5D))              | XYWH | true"
            })
    void everyFormOfAMaskGivesTheSameLine(String mask, MaskOptions.Boxes boxes, boolean areRelative)
            throws IOException {
        write(mask);
        RunReport report = render(masks(boxes, areRelative), png());
        assertEquals(2, report.rendered());
        assertArrayEquals(ROW_OF_OBJECT, reds("a.png", 1));
        assertArrayEquals(new int[6], reds("none.png", 1));
    }

    @Test
    void aFlatMaskHasTheMapsSizeAlsoIfThePictureIsLarger() throws IOException {
        step = "Resize(8, 12, Nearest()) |> MaskOutline(\"#ff0000\", 1)";
        write("flatten(" + MASK + ")");
        RunReport report = render(masks(MaskOptions.Boxes.NONE, false), png());
        assertEquals(2, report.rendered());
        byte[] rgb = pixels("a.png").rgb();
        assertEquals(12, pixels("a.png").width());
        // Columns 4 to 7 of rows 2 to 5.
        assertEquals(
                List.of(128, 128, 0),
                List.of(rgb[3 * (12 * 3 + 3)] & 0xFF, rgb[3 * (12 * 3 + 4)] & 0xFF, rgb[3 * (12 * 3 + 5)] & 0xFF));
    }

    @Test
    void boxesAreDrawnAroundMasks() throws IOException {
        step = "Boxes(\"#ff0000\", 1)";
        write(MASK);
        render(masks(MaskOptions.Boxes.NONE, false), png());
        assertArrayEquals(new int[] {0, 128, 128, 128, 128, 0}, reds("a.png", 1));
    }

    @Test
    void masksAreNotCarried() {
        write(MASK);
        render(masks(MaskOptions.Boxes.NONE, false), OutputOptions.of(out().toString(), OutputFormat.PARQUET));
        Row row = spark.read().parquet(out().toString()).where("id = 'a'").head();
        assertTrue(
                Arrays.stream(row.schema().fieldNames()).noneMatch("mask"::equals),
                row.schema().toString());
        assertEquals("a", row.getAs("id"));
    }

    @Test
    void aMaskThatCannotBeReadCostsItsRow() {
        write("array(array(1.0, 2.0))");
        RunReport report = render(masks(MaskOptions.Boxes.XYXY, false), png());
        assertEquals(1, report.rendered());
        assertEquals(Map.of("bad_image", 1L), report.quarantinedByReason());
        assertTrue(
                report.firstFaults().toString().contains("a box needs four numbers, but has 2"),
                report.firstFaults().toString());
    }

    @Test
    void aColumnOfMasksMustBeThere() {
        spark.range(1)
                .selectExpr(
                        "CAST(id AS STRING) AS id",
                        "array_repeat(CAST(0 AS FLOAT), 24) AS attribution",
                        "array(4, 6) AS shape")
                .write()
                .parquet(in().toString());
        String message = assertThrows(IllegalArgumentException.class, () -> render(MaskOptions.DEFAULT, png()))
                .getMessage();
        assertTrue(message.contains("no column 'mask'") && message.contains("--mask-column"), message);
    }
}
