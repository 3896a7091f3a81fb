package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.spark.render.RenderJob;

@Tag("spark")
class FitCommandTest {
    private static final String FITTED = "src/test/resources/sample/fitted.json";

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    @Test
    void aFitIsDrawnWithItsOwnPipeline() {
        RenderJob job = Shell.render("render", "--input", "x", "--output", "y", "--fitted", FITTED)
                .job();
        assertEquals(job.options().scope().fit().orElseThrow().pipeline(), job.pipeline());
        assertEquals(2, job.options().scope().fit().orElseThrow().groups().size());
    }

    @Test
    void aFitIsReadAndWrittenAsItIs() throws IOException {
        String json = Files.readString(Path.of(FITTED));
        String again = FitDocument.of(FitDocument.fromJson(json).fit()).toJson() + "\n";
        String software = "\"software\" : \".*\"";
        assertEquals(json.replaceFirst(software, ""), again.replaceFirst(software, ""));
    }

    @Test
    void anExistingFileIsKept() throws IOException {
        Path file = Files.writeString(folder.resolve("fitted.json"), "mine");
        int code =
                shell.run("fit", "-i", "x", "-o", file.toString(), "-p", "SumReduction() |> dataset(PercentileClip())");
        assertEquals(ExitCode.FAILED, code);
        assertTrue(shell.err().contains("exists already"), shell.err());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void inspectTellsThePassesOfAPipeline() {
        assertEquals(
                ExitCode.OK,
                shell.run(
                        "inspect",
                        "--pipeline",
                        "SumReduction() |> dataset(PercentileClip(), by=:method) |> dataset(ExtremaColormap(:jet))"));
        assertEquals(
                """
                pipeline    SumReduction() |> dataset(PercentileClip(0.001, 0.999), by=:method) |> dataset(ExtremaColormap(:jet))
                  passes      1 pass over the dataset; with --quantiles exact at most 2, or 3 of doubles
                  groups by   method
                """,
                shell.out());
    }

    @Test
    void inspectTellsOfAFit() {
        assertEquals(ExitCode.OK, shell.run("inspect", FITTED));
        assertTrue(
                shell.out().contains("Fitted in 1 pass over the dataset, quantiles at most 0.10 % off."), shell.out());
        assertTrue(shell.out().contains("method=smoothgrad: SumReduction() |> Clip("), shell.out());
    }

    @Test
    void otherJsonIsNoFit() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"format\": \"vision-heatmaps-fit/9\"}");
        assertEquals(ExitCode.FAILED, shell.run("inspect", file.toString()));
        assertTrue(shell.err().contains("format vision-heatmaps-fit/1"), shell.err());
    }
}
