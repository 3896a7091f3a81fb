package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.image.TensorPixels;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.Composition;
import org.visionheatmaps.render.Panel;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Photographs from wherever they are give the same pixels as the core alone. */
@Tag("spark")
class ImagesTest extends RenderJobTestBase {
    private static final String OVERLAY =
            "SumReduction() |> ExtremaColormap(:batlow) |> FlipImage() |> AlphaOverlay(0.5)";
    private static final int W = 37;
    private static final int H = 29;
    private static final StructType BYTES_AND_PATH =
            new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);

    private byte[] png;
    private RgbImage photograph;

    @BeforeEach
    void readPhotograph() throws IOException {
        png = fixture("rgb.png");
        photograph = ImageDecoder.DEFAULT.decode(png);
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = ImagesTest.class.getResourceAsStream("/images/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void encodedBytesOfEveryFormatAreRead() throws IOException {
        write(DataTypes.BinaryType, png, fixture("lossless.webp"), fixture("cmyk.jpg"), null);
        RunReport report = overlay(input());
        assertEquals(4, report.rendered());
        assertEquals(1, report.withoutImage());
        assertOverlay("0.png", photograph);
        assertOverlay("1.png", photograph);
        assertOverlay("2.png", ImageDecoder.DEFAULT.decode(fixture("cmyk.jpg")));
    }

    @Test
    void aPanelShowsThePhotographThatThePipelineDoesNotLookAt() throws IOException {
        write(DataTypes.BinaryType, png, null);
        Composition panels = new Composition(List.of(Panel.PHOTO, Panel.HEATMAP), null, ColorbarSide.NONE);
        RunReport report = new RenderJob(
                        input().withShape(List.of(1, H, W)),
                        Pipeline.parse(PIPELINE),
                        png().withComposition(panels),
                        RenderOptions.DEFAULT)
                .run(spark, Progress.NONE);
        assertEquals(2, report.rendered());
        assertEquals(1, report.withoutImage());
        RgbImage picture = pixels("0.png");
        assertEquals(2 * W + 4, picture.width());
        assertArrayEquals(photograph.rgb(), picture.cropped(W, H).rgb());
    }

    @Test
    void pathsAreReadWhereTheyLead() throws IOException {
        Path photographs = Files.createDirectories(in().resolve("_photographs/a b%20c"));
        Files.write(photographs.resolve("x:y ü.png"), png);
        Path elsewhere = Files.write(folder.resolve("elsewhere.jpg"), fixture("cmyk.jpg"));
        write(
                DataTypes.StringType,
                "_photographs/a b%20c/x:y ü.png",
                elsewhere.toString(),
                elsewhere.toUri().toString(),
                "_photographs/missing.png",
                "_photographs",
                "nowhere://host/x.png",
                "");
        Files.createDirectories(photographs);
        Files.write(photographs.resolve("x:y ü.png"), png);

        RunReport closed = overlay(input());
        assertEquals(2, closed.rendered());
        assertEquals(Map.of("bad_image", 5L), closed.quarantinedByReason());
        assertTrue(quarantine().get("1").contains("--image-root"), quarantine().toString());

        RunReport report = overlay(input().withImages(ImageOptions.DEFAULT.withRoots(List.of(folder + "/else*.jpg"))));
        assertEquals(4, report.rendered());
        assertEquals(1, report.withoutImage());
        assertEquals(Map.of("bad_image", 3L), report.quarantinedByReason());
        assertOverlay("0.png", photograph);
        RgbImage other = ImageDecoder.DEFAULT.decode(fixture("cmyk.jpg"));
        assertOverlay("1.png", other);
        assertOverlay("2.png", other);
        Map<String, String> reasons = quarantine();
        String[] paths = {"_photographs/missing.png", "_photographs", "nowhere://host/x.png"};
        for (int i = 0; i < paths.length; i++) {
            String reason = reasons.get(String.valueOf(3 + i));
            assertTrue(reason.startsWith("the image '" + paths[i] + "' is not a readable regular file in"), reason);
        }
    }

    @Test
    void aStructMayHaveBytesOrAPathBelowAFolder() throws IOException {
        Path base = Files.createDirectories(folder.resolve("base"));
        Files.write(base.resolve("x.png"), png);
        Files.write(base.resolve("broken.png"), Arrays.copyOf(png, 100));
        write(
                BYTES_AND_PATH,
                RowFactory.create(png, "anything"),
                RowFactory.create(null, "x.png"),
                RowFactory.create(null, "broken.png"),
                RowFactory.create(null, null),
                null);
        RunReport report = overlay(input().withImages(ImageOptions.DEFAULT.withBase(base.toString())));
        assertEquals(4, report.rendered());
        assertEquals(2, report.withoutImage());
        assertOverlay("0.png", photograph);
        assertOverlay("1.png", photograph);
        String reason = quarantine().get("2");
        assertTrue(reason.contains("cannot be decoded") && reason.contains("in 'broken.png'"), reason);
    }

    @Test
    void filesThatAreTooLargeAreNotRead() throws IOException {
        write(DataTypes.StringType, "_x.png");
        Files.write(in().resolve("_x.png"), png);
        overlay(input().withImages(ImageOptions.DEFAULT.withMaxBytes(png.length - 1)));
        assertTrue(
                quarantine().get("0").contains("--max-image-bytes"),
                quarantine().toString());
    }

    @Test
    void sparksOwnImagesAreRead() throws IOException {
        StructType type = new StructType()
                .add("origin", DataTypes.StringType)
                .add("height", DataTypes.IntegerType)
                .add("width", DataTypes.IntegerType)
                .add("nChannels", DataTypes.IntegerType)
                .add("mode", DataTypes.IntegerType)
                .add("data", DataTypes.BinaryType);
        byte[] bgr = new byte[3 * W * H];
        byte[] bgra = new byte[4 * W * H];
        byte[] grey = new byte[W * H];
        byte[] threeGreys = new byte[3 * W * H];
        for (int i = 0; i < W * H; i++) {
            for (int c = 0; c < 3; c++) {
                bgr[3 * i + c] = photograph.rgb()[3 * i + 2 - c];
                bgra[4 * i + c] = photograph.rgb()[3 * i + 2 - c];
                threeGreys[3 * i + c] = photograph.rgb()[3 * i];
            }
            grey[i] = photograph.rgb()[3 * i];
        }
        write(
                type,
                RowFactory.create("file:/a.png", H, W, 3, 16, bgr),
                RowFactory.create("file:/b.png", H, W, 4, 24, bgra),
                RowFactory.create("file:/c.png", H, W, 1, 0, grey),
                RowFactory.create("file:/d.png", H, W, 3, 21, bgr),
                RowFactory.create("file:/e.png", H, W, 3, 16, grey),
                null);
        RunReport report = overlay(input());
        assertEquals(4, report.rendered());
        assertEquals(1, report.withoutImage());
        assertOverlay("0.png", photograph);
        assertOverlay("1.png", photograph);
        assertOverlay("2.png", new RgbImage(W, H, threeGreys));
        assertTrue(quarantine().get("3").contains("mode 21"), quarantine().toString());
        assertTrue(
                quarantine().get("4").contains("cannot have 1073 bytes"),
                quarantine().toString());
    }

    @Test
    void numbersBecomeThePixelsThatAModelWasFed() throws IOException {
        List<Double> mean = List.of(0.485, 0.456, 0.406);
        List<Double> std = List.of(0.229, 0.224, 0.225);
        float[] chw = normalised(mean, std);
        List<Object> nested = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            List<Object> rows = new ArrayList<>();
            for (int y = 0; y < H; y++) {
                rows.add(AttributionFile.boxed(Arrays.copyOfRange(chw, (c * H + y) * W, (c * H + y + 1) * W)));
            }
            nested.add(rows);
        }
        TensorPixels pixels = new TensorPixels(Layout.NCHW, mean, std);
        ImageOptions.Numbers bytes =
                new ImageOptions.Numbers(true, DType.FLOAT32, Optional.of(List.of(3, H, W)), pixels);
        ImageOptions.Numbers typed = new ImageOptions.Numbers(false, DType.FLOAT32, Optional.empty(), pixels);
        DataType floats = DataTypes.createArrayType(DataTypes.FloatType);
        DataType deep = DataTypes.createArrayType(DataTypes.createArrayType(floats));

        write(DataTypes.BinaryType, AttributionFile.littleEndian(chw), new byte[5]);
        overlay(input().withImages(ImageOptions.DEFAULT.withNumbers(bytes)));
        assertOverlay("0.png", photograph);
        assertTrue(
                quarantine().get("1").contains("shape [3, 29, 37] needs 3219 values"),
                quarantine().toString());

        write(deep, nested, null);
        overlay(input().withImages(ImageOptions.DEFAULT.withNumbers(typed)));
        assertOverlay("0.png", photograph);

        StructType struct = new StructType()
                .add("shape", DataTypes.createArrayType(DataTypes.LongType))
                .add("data", floats);
        write(
                struct,
                RowFactory.create(List.of(3L, (long) H, (long) W), AttributionFile.boxed(chw)),
                RowFactory.create(List.of((1L << 32) + 3, (long) H, (long) W), AttributionFile.boxed(chw)));
        overlay(input().withImages(ImageOptions.DEFAULT.withNumbers(typed)));
        assertOverlay("0.png", photograph);
        assertTrue(quarantine().get("1").contains("[-1, 29, 37]"), quarantine().toString());
    }

    @Test
    void aBatchOfImagesGoesWithABatchOfAttributions() throws IOException {
        float[] one = normalised(List.of(0.0), List.of(1.0));
        float[] batch = Arrays.copyOf(one, 2 * one.length);
        for (int i = 0; i < one.length; i++) {
            batch[one.length + i] = 1 - one[i];
        }
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.BinaryType)
                .add("image", DataTypes.BinaryType);
        float[] values = Arrays.copyOf(values(), 2 * W * H);
        System.arraycopy(values(), 0, values, W * H, W * H);
        AttributionFile.write(
                spark,
                schema,
                List.of(RowFactory.create(
                        "b", AttributionFile.littleEndian(values), AttributionFile.littleEndian(batch))),
                in());
        ImageOptions images = ImageOptions.DEFAULT.withNumbers(
                new ImageOptions.Numbers(true, DType.FLOAT32, Optional.of(List.of(2, 3, H, W)), TensorPixels.DEFAULT));
        byte[] negative = new byte[photograph.rgb().length];
        for (int i = 0; i < negative.length; i++) {
            negative[i] = (byte) (255 - (photograph.rgb()[i] & 0xFF));
        }
        for (Partitioning partitioning : List.of(Partitioning.AUTO, Partitioning.ELEMENT)) {
            overlay(input().withShape(List.of(2, 1, H, W)).withImages(images), partitioning);
            assertOverlay("b/0.png", photograph);
            assertOverlay("b/1.png", new RgbImage(W, H, negative));
        }
    }

    @Test
    void aTableOfImagesIsJoinedById() throws IOException {
        writeWithoutImages("0", "1", "2", "twice", null);
        Path table = folder.resolve("table");
        StructType schema = new StructType().add("name", DataTypes.StringType).add("picture", BYTES_AND_PATH);
        Files.write(folder.resolve("by-path.jpg"), fixture("cmyk.jpg"));
        AttributionFile.write(
                spark,
                schema,
                List.of(
                        RowFactory.create("0", RowFactory.create(png, null)),
                        RowFactory.create("1", RowFactory.create(null, "../by-path.jpg")),
                        RowFactory.create("twice", RowFactory.create(png, null)),
                        RowFactory.create("twice", RowFactory.create(png, null)),
                        RowFactory.create(null, RowFactory.create(png, null)),
                        RowFactory.create("nobody", RowFactory.create(png, null))),
                table);
        ImageOptions.Table options = new ImageOptions.Table(table.toString(), "parquet", "name", "picture");
        InputOptions input =
                input().withImages(ImageOptions.DEFAULT.withTable(options).withRoots(List.of(folder.toString())));
        assertJoined(overlay(input));
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", -1);
        try {
            assertJoined(overlay(input));
            assertJoined(overlay(input, Partitioning.ELEMENT));
        } finally {
            spark.conf().unset("spark.sql.autoBroadcastJoinThreshold");
        }
    }

    private void assertJoined(RunReport report) throws IOException {
        assertEquals(5, report.rowsRead());
        assertEquals(3, report.rendered());
        assertEquals(1, report.withoutImage());
        assertEquals(Map.of("bad_id", 1L, "bad_image", 1L), report.quarantinedByReason());
        assertOverlay("0.png", photograph);
        assertOverlay("1.png", ImageDecoder.DEFAULT.decode(fixture("cmyk.jpg")));
        assertTrue(quarantine().get("twice").contains("more than one row of the table of images"));
    }

    @Test
    void aTableOfImagesMayBeInACatalogOrOfAnotherFormat() throws IOException {
        writeWithoutImages("0", "1");
        spark.createDataFrame(
                        List.of(RowFactory.create(0L, png), RowFactory.create(1L, png)),
                        new StructType().add("id", DataTypes.LongType).add("image", DataTypes.BinaryType))
                .createOrReplaceTempView("photographs");
        overlay(input().withImages(ImageOptions.DEFAULT.withTable(ImageOptions.Table.of("photographs"))));
        assertOverlay("1.png", photograph);

        Path json = folder.resolve("json");
        spark.range(2)
                .select(functions.col("id"), functions.lit("x.png").as("image"))
                .write()
                .json(json.toString());
        Files.write(json.resolve("x.png"), png);
        overlay(input().withImages(ImageOptions.DEFAULT.withTable(
                new ImageOptions.Table(json.toString(), "json", "id", "image"))));
        assertOverlay("1.png", photograph);
    }

    @Test
    void pathsOfACatalogTableLeadBelowItsOwnFolder() throws IOException {
        writeWithoutImages("0", "1");
        Path json = folder.resolve("[json]");
        spark.createDataFrame(
                        List.of(RowFactory.create("0", json + "/_x.png"), RowFactory.create("1", in() + "/_y.png")),
                        new StructType().add("id", DataTypes.StringType).add("image", DataTypes.StringType))
                .coalesce(1)
                .write()
                .json(json.toString());
        Files.write(json.resolve("_x.png"), png);
        Files.write(in().resolve("_y.png"), png);
        spark.read().json(folder + "/\\[json\\]").createOrReplaceTempView("named_photographs");
        overlay(input().withImages(ImageOptions.DEFAULT.withTable(ImageOptions.Table.of("named_photographs"))));
        assertEquals(Set.of("1"), quarantine().keySet(), quarantine().toString());
        assertOverlay("0.png", photograph);
        assertTrue(quarantine().get("1").contains("--image-root"), quarantine().toString());
    }

    @Test
    void aRootThatIsNotThereIsAnError() {
        write(DataTypes.StringType, "x.png");
        InputOptions missing = input().withImages(ImageOptions.DEFAULT.withRoots(List.of(folder + "/missing")));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> overlay(missing));
        assertTrue(refused.getMessage().contains("--image-root cannot be opened"), refused.getMessage());
    }

    @Test
    void whatIsWrongWithATableOfImagesIsSaidBeforeAnythingIsDrawn() {
        writeWithoutImages("0");
        InputOptions missing = input().withImages(ImageOptions.DEFAULT.withTable(ImageOptions.Table.of("no.such")));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> overlay(missing));
        assertTrue(refused.getMessage().contains("no.such cannot be read"), refused.getMessage());
        InputOptions itself = input().withImages(ImageOptions.DEFAULT.withTable(
                new ImageOptions.Table(in().toString(), "parquet", "id", "imag")));
        refused = assertThrows(IllegalArgumentException.class, () -> overlay(itself));
        assertTrue(refused.getMessage().contains("has no column 'imag'"), refused.getMessage());
        assertFalse(Files.exists(out()));
    }

    @Test
    void aColumnOfSomethingElseIsRefused() {
        write(DataTypes.DateType, java.sql.Date.valueOf("2026-01-01"));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> overlay(input()));
        assertTrue(refused.getMessage().contains("paths (string)"), refused.getMessage());
    }

    private RunReport overlay(InputOptions input) {
        return overlay(input, Partitioning.AUTO);
    }

    private RunReport overlay(InputOptions input, Partitioning partitioning) {
        InputOptions shaped = input.shape().isPresent() ? input : input.withShape(List.of(1, H, W));
        return new RenderJob(
                        shaped,
                        Pipeline.parse(OVERLAY),
                        png().withMode(OutputOptions.Mode.OVERWRITE),
                        RenderOptions.DEFAULT.withPartitioning(partitioning))
                .run(spark, Progress.NONE);
    }

    /** Rows with the ids 0, 1, … and these images. */
    private void write(DataType type, Object... images) {
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.BinaryType)
                .add("image", type);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < images.length; i++) {
            rows.add(RowFactory.create(String.valueOf(i), AttributionFile.littleEndian(values()), images[i]));
        }
        AttributionFile.write(spark, schema, rows, in());
    }

    private void writeWithoutImages(String... ids) {
        StructType schema = new StructType().add("id", DataTypes.StringType).add("attribution", DataTypes.BinaryType);
        List<Row> rows = new ArrayList<>();
        for (String id : ids) {
            rows.add(RowFactory.create(id, AttributionFile.littleEndian(values())));
        }
        AttributionFile.write(spark, schema, rows, in());
    }

    private static float[] values() {
        float[] values = new float[W * H];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 0.1);
        }
        return values;
    }

    private float[] normalised(List<Double> mean, List<Double> std) {
        float[] chw = new float[3 * H * W];
        for (int i = 0; i < W * H; i++) {
            for (int c = 0; c < 3; c++) {
                int k = Math.min(c, mean.size() - 1);
                double x = (photograph.rgb()[3 * i + c] & 0xFF) / 255.0;
                chw[c * H * W + i] = (float) ((x - mean.get(k)) / std.get(k));
            }
        }
        return chw;
    }

    private void assertOverlay(String file, RgbImage image) throws IOException {
        RgbImage expected = RgbImage.ofColors(Pipeline.parse(OVERLAY)
                .fitted()
                .apply(Tensor.channels(values(), W, H, 1), image)
                .value());
        assertArrayEquals(expected.rgb(), pixels(file).rgb(), file);
    }
}
