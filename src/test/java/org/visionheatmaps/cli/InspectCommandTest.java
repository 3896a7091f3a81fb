package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.InspectText;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.spark.input.DatasetDescription;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.Tensor;

@Tag("spark")
class InspectCommandTest {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();
    private Path png;

    @BeforeEach
    void draw() throws IOException {
        FittedPipeline pipeline = FittedPipeline.parse("SumReduction() |> CenteredColormap(:seismic) |> FlipImage()");
        byte[] bytes = new ElementRenderer(pipeline, "software 1")
                .render(
                        "cat/0",
                        Layout.NCHW.elements(new int[] {1, 2, 3}).element(new float[] {-2, 1, 0, 0.5f, 1, 0}, 0),
                        null)
                .png();
        png = Files.write(folder.resolve("cat.png"), bytes);
    }

    private void assertProvenanceIsTold() {
        for (String told : List.of(
                "id        cat/0",
                "size      3 x 2",
                "pipeline  SumReduction() |> RangeColormap(:seismic, -2.0, 2.0) |> FlipImage()",
                "range     -2.0 to 2.0",
                "software  software 1")) {
            assertTrue(shell.out().contains(told), shell.out());
        }
    }

    @Test
    void aHeatmapTellsHowItWasMade() {
        assertEquals(ExitCode.OK, shell.run("inspect", png.toString()));
        assertProvenanceIsTold();
    }

    @Test
    void aMaskIsTold() throws IOException {
        byte[] masked = new ElementRenderer(
                        FittedPipeline.parse("SumReduction() |> CenteredColormap(:seismic)"),
                        RenderSettings.of("software 1").withNonFinite(NonFinite.mask("#FF00ff")))
                .render("a", Tensor.channels(new float[] {1, Float.NaN}, 2, 1, 1), null)
                .png();
        shell.run("inspect", Files.write(folder.resolve("masked.png"), masked).toString());
        assertTrue(
                shell.out().contains("\n  masked    NaN and infinities are left out, their pixels #ff00ff\n"),
                shell.out());
        Shell other = new Shell();
        other.run("inspect", png.toString());
        assertFalse(other.out().contains("masked"), other.out());
    }

    @Test
    void aHeatmapOfAnotherFileSystemTellsToo() {
        assertEquals(ExitCode.OK, shell.run("inspect", png.toUri().toString()));
        assertProvenanceIsTold();
    }

    @Test
    void aHeatmapIsKnownByItsFirstBytes() throws IOException {
        Path renamed = Files.move(png, folder.resolve("renamed"));
        assertEquals(ExitCode.OK, shell.run("inspect", renamed.toString()));
        assertProvenanceIsTold();
    }

    @Test
    void anotherProgramsPngIsRefusedByName() {
        String photograph = "src/test/resources/reference/inputs/cat_ig.image.png";
        assertEquals(ExitCode.FAILED, shell.run("inspect", photograph));
        assertTrue(shell.err().contains(photograph + ": "), shell.err());
        assertTrue(shell.err().contains("not made by VisionHeatmaps"), shell.err());
    }

    @Test
    void aMissingFileIsToldByName() {
        String missing = folder.resolve("dog.png").toString();
        assertEquals(ExitCode.FAILED, shell.run("inspect", missing));
        assertTrue(shell.err().contains("No such file") && shell.err().contains(missing), shell.err());
        assertEquals(
                ExitCode.FAILED,
                shell.run("inspect", folder.resolve("dog.png").toUri().toString()));
    }

    @Test
    void aDatasetIsATableOfItsColumns() {
        DatasetDescription dataset = new DatasetDescription(
                2000,
                3,
                List.of(
                        new DatasetDescription.Column("id", "string", "id"),
                        new DatasetDescription.Column("attribution", "array<float>", "1-D values")),
                List.of("no image"));
        assertEquals(
                """
                2,000 rows in 3 files
                  column       type          read as
                  id           string        id
                  attribution  array<float>  1-D values
                note: no image""",
                InspectText.of(dataset).toString());
    }
}
