package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.image.ImageMemory;
import org.visionheatmaps.io.image.TensorPixels;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.tensor.Layout;
import picocli.CommandLine.ParameterException;

/** From arguments to a job. */
@Tag("spark")
class RenderCommandTest {
    private static RenderJob job(String... options) {
        String[] arguments = new String[options.length + 5];
        System.arraycopy(new String[] {"render", "--input", "in", "--output", "out"}, 0, arguments, 0, 5);
        System.arraycopy(options, 0, arguments, 5, options.length);
        return Shell.render(arguments).job();
    }

    @Test
    void inputAndOutputAreEnough() {
        RenderJob expected = new RenderJob(
                InputOptions.of("in"),
                Preset.SENSITIVITY.pipeline(),
                OutputOptions.of("out", OutputFormat.PARQUET),
                RenderOptions.DEFAULT);
        assertEquals(expected, job());
    }

    @Test
    void severalInputsMayFollowAndTheOptionMayBeRepeated() {
        RenderJob job = Shell.render("render", "--input", "a", "b,c", "--output", "out", "-i", "d")
                .job();
        assertEquals(List.of("a", "b,c", "d"), job.input().paths());
    }

    @Test
    void inputOptionsReachTheJob() {
        InputOptions input = job(
                        "--layout=nhwc",
                        "--shape=8,9,3",
                        "--dtype=float16",
                        "--where",
                        "label = 'cat'",
                        "--attribution-column=a",
                        "--id-column=b",
                        "--shape-column=c",
                        "--dtype-column=d",
                        "--image-column=e")
                .input();
        assertEquals(
                InputOptions.of("in")
                        .withLayout(Layout.NHWC)
                        .withShape(List.of(8, 9, 3))
                        .withDType(DType.FLOAT16)
                        .withWhere("label = 'cat'")
                        .withColumns(new InputOptions.Columns(
                                "a",
                                "b",
                                "c",
                                "d",
                                "e",
                                Map.of(
                                        "b", "--id-column",
                                        "c", "--shape-column",
                                        "d", "--dtype-column",
                                        "e", "--image-column"))),
                input);
    }

    @Test
    void imageOptionsReachTheJob() {
        assertEquals(ImageOptions.DEFAULT, job().input().images());
        ImageOptions images = job(
                        "--images=photos",
                        "--images-format=orc",
                        "--images-id=a",
                        "--images-image=b",
                        "--images-base=folder",
                        "--image-root=photos/a",
                        "--image-root=s3a://bucket/b",
                        "--image-orientation=stored",
                        "--image-tensor",
                        "--image-dtype=float16",
                        "--image-shape=3,8,9",
                        "--image-layout=nhwc",
                        "--image-mean=0.485,0.456,0.406",
                        "--image-std=0.2",
                        "--max-image-pixels=1000",
                        "--max-image-bytes=2000")
                .input()
                .images();
        TensorPixels pixels = new TensorPixels(Layout.NHWC, List.of(0.485, 0.456, 0.406), List.of(0.2));
        assertEquals(
                new ImageOptions(
                        Optional.of(new ImageOptions.Table("photos", "orc", "a", "b")),
                        Optional.of("folder"),
                        List.of("photos/a", "s3a://bucket/b"),
                        new ImageOptions.Numbers(true, DType.FLOAT16, Optional.of(List.of(3, 8, 9)), pixels),
                        new ImageDecoder(1000, ImageDecoder.Orientation.STORED, ImageMemory.DEFAULT),
                        2000),
                images);
        ParameterException e = assertThrows(ParameterException.class, () -> job("--image-mean=1,2"));
        assertTrue(e.getMessage().contains("--image-mean needs one number, or three"), e.getMessage());
    }

    @Test
    void outputOptionsReachTheJob() {
        OutputOptions output = job("--format", "png", "--mode=Overwrite", "--partition-by=a,b", "--carry", "a,b,c")
                .output();
        assertEquals(
                OutputOptions.of("out", OutputFormat.PNG)
                        .withMode(OutputOptions.Mode.OVERWRITE)
                        .withPartitionBy(List.of("a", "b"))
                        .withCarry(Optional.of(List.of("a", "b", "c"))),
                output);
    }

    private static OutputOptions output(String... options) {
        List<String> arguments = new ArrayList<>(List.of("render", "--input", "in"));
        arguments.addAll(List.of(options));
        return Shell.render(arguments.toArray(String[]::new)).job().output();
    }

    @Test
    void aFormatOfTablesPutsTheReportBesideTheTable() {
        OutputOptions delta = output(
                "--output", "s3a://b/t/", "--format", "Delta", "--writer-option", "a=b", "--writer-option", "c=d");
        assertEquals(Optional.of(new OutputOptions.Table("s3a://b/t/", true)), delta.table());
        assertEquals("s3a://b/t.report", delta.path());
        assertEquals(Map.of("a", "b", "c", "d"), delta.writerOptions());
        assertEquals(
                "elsewhere",
                output("-o", "t", "--format=delta", "--report=elsewhere").path());
    }

    @Test
    void aTableOfACatalogNeedsAPlaceForTheReport() {
        OutputOptions table = output("--table", "lake.db.heatmaps", "--report", "reports", "--format", "iceberg");
        assertEquals(Optional.of(new OutputOptions.Table("lake.db.heatmaps", false)), table.table());
        assertEquals("reports", table.path());
        assertTold("needs --report PATH", "--table", "t");
        assertTold("give one of them", "--table", "t", "--report", "r", "--output", "o");
        assertTold("'--output=PATH' (or --table=NAME)");
        assertTold("--report is for tables", "--output", "o", "--report", "r");
        assertTold("makes files", "--table", "t", "--report", "r", "--format", "png");
    }

    private static void assertTold(String message, String... options) {
        ParameterException e = assertThrows(ParameterException.class, () -> output(options));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void theEncodingOfPngsReachesTheJob() {
        assertEquals(PngEncoding.DEFAULT, job().output().png());
        assertEquals(
                new PngEncoding(PngEncoding.Effort.SMALL, PngEncoding.Color.PALETTE),
                job("--png", "Small", "--png-color=palette").output().png());
        ParameterException e = assertThrows(ParameterException.class, () -> job("--png", "smal"));
        assertTrue(e.getMessage().contains("did you mean 'small'?"), e.getMessage());
        e = assertThrows(ParameterException.class, () -> job("--png-color", "pallete"));
        assertTrue(e.getMessage().contains("did you mean 'palette'?"), e.getMessage());
    }

    @Test
    void aColorbarReachesTheJob() {
        assertEquals(ColorbarSide.NONE, job().output().composition().colorbar());
        assertEquals(
                ColorbarSide.BOTTOM,
                job("--colorbar", "Bottom").output().composition().colorbar());
        ParameterException e = assertThrows(ParameterException.class, () -> job("--colorbar", "left"));
        assertTrue(e.getMessage().contains("'left' is not one of none, right, bottom"), e.getMessage());
    }

    @Test
    void policiesReachTheJob() {
        assertEquals(ErrorPolicy.FAIL, job("--on-error=fail").options().errors());
        assertEquals(ErrorPolicy.upTo("1%"), job("--max-errors", "1%").options().errors());
        assertEquals(
                ErrorPolicy.upTo("7"),
                job("--on-error=quarantine", "--max-errors=7").options().errors());
        assertEquals(
                Partitioning.ELEMENT, job("--partitions", "element").options().partitioning());
        assertEquals(
                new Partitioning(Partitioning.Kind.COUNT, 12),
                job("--partitions", "12").options().partitioning());
    }

    @Test
    void pipelinesComeAsTextOrByNameOrFromAFile(@TempDir Path folder) throws IOException {
        String text = "SumReduction() |> CenteredColormap(:seismic)";
        Path file = Files.writeString(folder.resolve("pipeline.txt"), "# mine\n" + text + "\n");
        assertEquals(Pipeline.parse(text), job("--pipeline", text).pipeline());
        assertEquals(Pipeline.parse(text), job("--pipeline", "@" + file).pipeline());
        assertEquals(Preset.CAM.pipeline(), job("--preset", "CAM").pipeline());
    }

    @Test
    void schemesOfAFileMayBeNamedWhicheverOptionComesFirst(@TempDir Path folder) throws IOException {
        Path house = Files.writeString(folder.resolve("house.gpl"), "GIMP Palette\n0 0 0\n255 136 0\n");
        Path lab = Files.writeString(folder.resolve("lab.csv"), "0,0,0.5\n1,1,1\n");
        RenderJob job = job(
                "--pipeline=SumReduction() |> ExtremaColormap(:lab_r)",
                "--schemes=" + house,
                "--schemes",
                lab.toString());
        assertEquals(
                "SumReduction() |> ExtremaColormap([[1.0, 1.0, 1.0], [0.0, 0.0, 0.5]])",
                job.pipeline().toString());
        ParameterException e = assertThrows(
                ParameterException.class,
                () -> job("--pipeline", "SumReduction() |> ExtremaColormap(:hause)", "--schemes=" + house));
        assertTrue(
                e.getMessage().contains("--pipeline': Unknown colour scheme ':hause': did you mean 'house'?"),
                e.getMessage());
        assertThrows(ParameterException.class, () -> job("--pipeline=FlipImage()", "--schemes=" + folder));
    }

    @Test
    void aPipelineAndAPresetAreTooMuch() {
        ParameterException e = assertThrows(
                ParameterException.class,
                () -> job("--preset=cam", "--pipeline", "SumReduction() |> ExtremaColormap()"));
        assertTrue(e.getMessage().contains("one of them"), e.getMessage());
    }

    @Test
    void aPipelineWithoutColorsIsRefusedBeforeSparkStarts() {
        ParameterException e = assertThrows(ParameterException.class, () -> job("--pipeline", "SumReduction()"));
        assertTrue(e.getMessage().contains("ExtremaColormap()"), e.getMessage());
    }

    @Test
    void aShapeOfNothingIsRefused() {
        assertThrows(ParameterException.class, () -> job("--shape", "3,0,4"));
    }
}
