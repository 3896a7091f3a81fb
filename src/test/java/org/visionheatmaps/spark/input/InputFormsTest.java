package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** The same numbers in every accepted form give the same pixels as the core alone. */
@Tag("spark")
class InputFormsTest extends RenderJobTestBase {
    private static final int N = 2;
    private static final int C = 3;
    private static final int H = 4;
    private static final int W = 5;

    @Test
    void flatArraysWithAShapeForAllRows() throws IOException {
        write(DataTypes.createArrayType(DataTypes.FloatType), AttributionFile.boxed(element(0)));
        render(input().withShape(List.of(C, H, W)), png());
        assertPixels("x.png", 0);
    }

    @Test
    void arraysOfDoublesStayDoubles() throws IOException {
        double[] doubles = new double[C * H * W];
        List<Double> boxed = new ArrayList<>();
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = Math.sin(i) / 3;
            boxed.add(doubles[i]);
        }
        write(DataTypes.createArrayType(DataTypes.DoubleType), boxed);
        String text = "SumReduction() |> ExtremaColormap(:batlow) |> FlipImage()";
        new RenderJob(
                        input().withShape(List.of(C, H, W)),
                        Pipeline.parse(text),
                        OutputOptions.of(out().toString(), OutputFormat.PARQUET),
                        RenderOptions.DEFAULT)
                .run(spark, Progress.NONE);
        Row row = spark.read().parquet(out().toString()).select("pipeline").head();
        FittedPipeline.Applied expected = Pipeline.parse(text).fitted().apply(Tensor.channels(doubles, W, H, C), null);
        assertEquals(expected.fittedPipeline().toString(), row.getString(0));
    }

    @Test
    void fileNamesMayHaveSpacesAndPercentSigns() throws IOException {
        write(DataTypes.createArrayType(DataTypes.FloatType), AttributionFile.boxed(element(0)));
        Path odd = folder.resolve("50 % of all=méthodes");
        Files.move(in(), odd);
        InputOptions input = InputOptions.of(odd.toString()).withShape(List.of(C, H, W));
        render(input, png());
        assertPixels("x.png", 0);
        OutputOptions again = OutputOptions.of(folder.resolve("again").toString(), OutputFormat.PNG);
        RunReport spread = new RenderJob(
                        input,
                        Pipeline.parse(PIPELINE),
                        again,
                        RenderOptions.of(ErrorPolicy.FAIL).withPartitioning(Partitioning.parse("5")))
                .run(spark, Progress.NONE);
        assertEquals(1, spread.rendered());
    }

    @Test
    void nestedArraysGiveTheirOwnShape() throws IOException {
        List<Object> nested = new ArrayList<>();
        for (int c = 0; c < C; c++) {
            List<Object> rows = new ArrayList<>();
            for (int h = 0; h < H; h++) {
                float[] line = new float[W];
                System.arraycopy(element(0), (c * H + h) * W, line, 0, W);
                rows.add(AttributionFile.boxed(line));
            }
            nested.add(rows);
        }
        write(nestedType(3), nested);
        render(input(), png());
        assertPixels("x.png", 0);
    }

    @Test
    void raggedNestedArraysAreQuarantined() {
        write(nestedType(2), List.of(List.of(1f, 2f), List.of(3f)));
        render(input(), png());
        assertTrue(
                quarantine().get("x").contains("[1] has 1 where [0] has 2"),
                quarantine().toString());
    }

    @Test
    void bytesOfEveryWidth() throws IOException {
        write(DataTypes.BinaryType, AttributionFile.littleEndian(element(0)));
        render(input().withShape(List.of(C, H, W)), png());
        assertPixels("x.png", 0);

        ByteBuffer halves = ByteBuffer.allocate(2 * C * H * W).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < C * H * W; i++) {
            halves.putShort((short) (0x3C00 + i)); // 1 + i/1024
        }
        write(DataTypes.BinaryType, halves.array());
        render(
                input().withShape(List.of(C, H, W)).withDType(DType.FLOAT16),
                png().withMode(OutputOptions.Mode.OVERWRITE));
        float[] values = new float[C * H * W];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 + i / 1024f;
        }
        assertArrayEquals(
                draw(Tensor.channels(values, W, H, C)).rgb(), pixels("x.png").rgb());
    }

    @Test
    void batchesAreSplitInEveryLayout() throws IOException {
        for (Map.Entry<Layout, int[]> layout : Map.of(
                        Layout.NCHW, new int[] {N, C, H, W},
                        Layout.NHWC, new int[] {N, H, W, C},
                        Layout.WHCN, new int[] {W, H, C, N})
                .entrySet()) {
            write(DataTypes.createArrayType(DataTypes.FloatType), AttributionFile.boxed(batch(layout.getKey())));
            for (Partitioning partitioning :
                    List.of(Partitioning.AUTO, Partitioning.ELEMENT, Partitioning.parse("3"))) {
                RunReport report = new RenderJob(
                                input().withLayout(layout.getKey()).withShape(AttributionFile.boxed(layout.getValue())),
                                Pipeline.parse(PIPELINE),
                                png().withMode(OutputOptions.Mode.OVERWRITE),
                                RenderOptions.DEFAULT.withPartitioning(partitioning))
                        .run(spark, Progress.NONE);
                assertEquals(List.of("x/0.png", "x/1.png"), pngs());
                assertEquals(1, report.inputRows());
                assertEquals(2, report.rowsRead());
                assertPixels("x/0.png", 0);
                assertPixels("x/1.png", 1);
            }
        }
    }

    @Test
    void aFlatArrayWithoutAnyShapeIsRefusedAtOnce() {
        write(DataTypes.createArrayType(DataTypes.FloatType), AttributionFile.boxed(element(0)));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> render(input(), png()));
        assertTrue(refused.getMessage().contains("--shape 3,224,224"), refused.getMessage());
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() {
        StructType schema = new StructType().add("atribution", DataTypes.BinaryType);
        AttributionFile.write(spark, schema, List.of(RowFactory.create(new byte[4])), in());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> render(input(), png()));
        assertTrue(refused.getMessage().contains("did you mean 'atribution'"), refused.getMessage());
    }

    @Test
    void withoutIdsElementsAreNamedByFileAndRow() {
        StructType schema = new StructType().add("attribution", DataTypes.BinaryType);
        AttributionFile.write(
                spark, schema, List.of(RowFactory.create(new byte[4]), RowFactory.create(new byte[4])), in());
        RunReport report = render(input().withShape(List.of(1, 1)), png());
        assertEquals(2, report.rendered());
        assertEquals(2, pngs().size());
        assertTrue(pngs().get(0).contains(".parquet%3A0"), pngs().toString());
    }

    @Test
    void hivePartitionsOfAFileBecomeColumns() throws IOException {
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("attribution", DataTypes.BinaryType)
                .add("method", DataTypes.StringType);
        spark.createDataFrame(
                        List.of(
                                RowFactory.create(1L, AttributionFile.littleEndian(element(0)), "lrp"),
                                RowFactory.create(1L, AttributionFile.littleEndian(element(1)), "grad")),
                        schema)
                .write()
                .partitionBy("method")
                .parquet(in().toString());
        InputOptions partition = InputOptions.of(in() + "/method=*").withShape(List.of(C, H, W));
        render(partition, png().withPartitionBy(List.of("method")));
        assertEquals(List.of("method=grad/1.png", "method=lrp/1.png"), pngs());
        assertPixels("method=lrp/1.png", 0);
    }

    private void write(DataType type, Object attribution) {
        StructType schema = new StructType().add("id", DataTypes.StringType).add("attribution", type);
        AttributionFile.write(spark, schema, List.of(RowFactory.create("x", attribution)), in());
    }

    private void assertPixels(String file, int n) throws IOException {
        assertArrayEquals(
                draw(Tensor.channels(element(n), W, H, C)).rgb(), pixels(file).rgb());
    }

    private static RgbImage draw(Tensor x) {
        return RgbImage.ofColors(
                Pipeline.parse(PIPELINE).fitted().apply(x, null).value());
    }

    private static float value(int n, int c, int h, int w) {
        return (float) Math.sin(1 + n * 7 + c * 5 + h * 3 + w);
    }

    private static float[] element(int n) {
        float[] values = new float[C * H * W];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(n, i / (H * W), i / W % H, i % W);
        }
        return values;
    }

    private static float[] batch(Layout layout) {
        float[] values = new float[N * C * H * W];
        for (int n = 0; n < N; n++) {
            for (int c = 0; c < C; c++) {
                for (int h = 0; h < H; h++) {
                    for (int w = 0; w < W; w++) {
                        int at =
                                switch (layout.axes()) {
                                    case "NCHW" -> ((n * C + c) * H + h) * W + w;
                                    case "NHWC" -> ((n * H + h) * W + w) * C + c;
                                    case "WHCN" -> ((w * H + h) * C + c) * N + n;
                                    default -> throw new IllegalArgumentException(layout.toString());
                                };
                        values[at] = value(n, c, h, w);
                    }
                }
            }
        }
        return values;
    }

    private static DataType nestedType(int depth) {
        return depth == 0 ? DataTypes.FloatType : DataTypes.createArrayType(nestedType(depth - 1));
    }
}
