package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.visionheatmaps.arrow.ArrowFixture.CHANNELS;
import static org.visionheatmaps.arrow.ArrowFixture.HEIGHT;
import static org.visionheatmaps.arrow.ArrowFixture.NULL_ROW;
import static org.visionheatmaps.arrow.ArrowFixture.ROWS;
import static org.visionheatmaps.arrow.ArrowFixture.WIDTH;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.arrow.ArrowFixture;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Arrow files through the whole job give the pixels of the same numbers in Parquet, and of the core alone. */
@Tag("spark")
class ArrowJobTest extends RenderJobTestBase {
    private static final List<Integer> SHAPE = List.of(CHANNELS, HEIGHT, WIDTH);

    @ParameterizedTest
    @CsvSource({
        "lists-lz4.arrow, fixed16",
        "lists.arrows, list32",
        "lists-zstd.feather, nested32",
        "bytes-zstd.arrow, binary",
        "tensors-lz4.arrows, permuted",
        "polars.arrow, attribution",
        "datasets, attribution"
    })
    void arrowGivesThePixelsOfParquet(String file, String column) throws IOException {
        Path arrow = ArrowFixture.file(file);
        RunReport report = render(columns(InputOptions.of(arrow.toString()), column), png());
        int nulls = column.equals("attribution") ? 0 : 1;
        assertEquals(ROWS - nulls, report.rendered());
        assertEquals(nulls, report.quarantined());
        if (nulls > 0) {
            assertEquals("the attribution is null", quarantine().get("row-" + NULL_ROW));
        }
        Map<String, RgbImage> ofArrow = images();
        writeParquet();
        render(InputOptions.of(in().toString()).withShape(SHAPE), png().withMode(OutputOptions.Mode.OVERWRITE));
        Map<String, RgbImage> ofParquet = images();
        for (String name : ofArrow.keySet()) {
            assertArrayEquals(ofParquet.get(name).rgb(), ofArrow.get(name).rgb(), name);
        }
        assertArrayEquals(draw(1).rgb(), ofArrow.get("row-1.png").rgb());
    }

    @Test
    void tensorsOfVariableShapeAreDrawnInTheirOwn() throws IOException {
        RunReport report = render(
                columns(InputOptions.of(ArrowFixture.file("tensors.arrow").toString()), "variable"), png());
        assertEquals(ROWS - 1, report.rendered());
        assertEquals(List.of(WIDTH, 1), size("row-0.png"));
        assertEquals(List.of(WIDTH, 2), size("row-1.png"));
        assertArrayEquals(draw(2).rgb(), pixels("row-2.png").rgb());
    }

    @Test
    void theLayoutMustBeTheOneThatTheFilesName() {
        InputOptions input =
                columns(InputOptions.of(ArrowFixture.file("tensors.arrow").toString()), "plain");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> render(input.withLayout(Layout.NHWC), png()));
        assertTrue(
                refused.getMessage().contains("named CHW in the files, but the layout is NHWC: give --layout CHW"),
                refused.getMessage());
    }

    @Test
    void pixelsDoNotDependOnPartitionsAndIdsMayBeFileAndRow() throws IOException {
        Path arrow = ArrowFixture.file("lists-lz4.arrow");
        Map<String, RgbImage> first = null;
        for (Partitioning partitioning : List.of(Partitioning.AUTO, Partitioning.ELEMENT, Partitioning.parse("3"))) {
            new RenderJob(
                            input("list32", arrow, "nothing"),
                            Pipeline.parse(PIPELINE),
                            png().withMode(OutputOptions.Mode.OVERWRITE),
                            RenderOptions.DEFAULT.withPartitioning(partitioning))
                    .run(spark, Progress.NONE);
            Map<String, RgbImage> images = images();
            assertEquals(ROWS - 1, images.size());
            assertTrue(images.keySet().iterator().next().endsWith("lists-lz4.arrow%3A0.png"), images.toString());
            if (first != null) {
                assertEquals(first.keySet(), images.keySet());
                for (String name : first.keySet()) {
                    assertArrayEquals(first.get(name).rgb(), images.get(name).rgb(), name);
                }
            }
            first = images;
        }
    }

    @Test
    void aDatasetFitAndAConditionReadArrow() {
        Path arrow = ArrowFixture.file("lists.arrow");
        RunReport report = new RenderJob(
                        input("fixed32", arrow, "id").withWhere("number < 12"),
                        Pipeline.parse("SumReduction() |> dataset(CenteredColormap(:berlin)) |> FlipImage()"),
                        png(),
                        RenderOptions.DEFAULT)
                .run(spark, Progress.NONE);
        assertEquals(2, report.rendered());
    }

    @Test
    void theFormatIsFoundByNameOrByHowAFileBegins() throws IOException {
        Files.copy(
                ArrowFixture.file("lists.arrows"), Files.createDirectories(in()).resolve("part-0"));
        Files.writeString(in().resolve("_hidden"), "PAR1");
        DatasetDescription description =
                DatasetDescription.of(spark, columns(InputOptions.of(in().toString() + "/part-*"), "nested32"));
        assertEquals(ROWS, description.rows());
        assertEquals(1, description.files());
        assertTrue(
                description.notes().toString().contains("width×height×channels 4×3×2"),
                description.notes().toString());
        JobFailedException refused =
                assertThrows(JobFailedException.class, () -> render(InputOptions.of("no/such/file.arrow"), png()));
        assertTrue(refused.getMessage().contains("no/such/file.arrow"), refused.getMessage());
    }

    /** A truncated file fails the job with its name before anything is drawn; damage within a batch costs its rows. */
    @Test
    void badFilesAreNamedAndDamagedRowsQuarantined() throws IOException {
        byte[] whole = Files.readAllBytes(ArrowFixture.file("lists-zstd.arrows"));
        Path cut =
                Files.write(Files.createDirectories(in()).resolve("cut.arrows"), java.util.Arrays.copyOf(whole, 5000));
        JobFailedException refused =
                assertThrows(JobFailedException.class, () -> render(input("list32", cut, "id"), png()));
        assertTrue(refused.getMessage().contains("cut.arrows is truncated"), refused.getMessage());
        assertEquals(List.of(), leftovers());
    }

    private static InputOptions input(String column, Path file, String id) {
        return columns(InputOptions.of(file.toString()), column)
                .withColumns(new InputOptions.Columns(column, id, "shape", "dtype", "image"));
    }

    private static InputOptions columns(InputOptions input, String column) {
        InputOptions.Columns names = InputOptions.Columns.DEFAULT;
        return input.withShape(SHAPE)
                .withColumns(new InputOptions.Columns(column, names.id(), names.shape(), names.dtype(), "no image"));
    }

    private void writeParquet() {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            rows.add(RowFactory.create(
                    "row-" + r, AttributionFile.boxed(ArrowFixture.numbers(r)), List.of(2, 3, 4), null, null));
        }
        AttributionFile.write(spark, AttributionFile.FLAT, rows, in());
    }

    private Map<String, RgbImage> images() throws IOException {
        Map<String, RgbImage> images = new TreeMap<>();
        for (String file : pngs()) {
            images.put(file, pixels(file));
        }
        return images;
    }

    private List<Integer> size(String file) throws IOException {
        return List.of(pixels(file).width(), pixels(file).height());
    }

    private static RgbImage draw(int row) {
        return RgbImage.ofColors(Pipeline.parse(PIPELINE)
                .fitted()
                .apply(Tensor.channels(ArrowFixture.numbers(row), WIDTH, HEIGHT, CHANNELS), null)
                .value());
    }
}
