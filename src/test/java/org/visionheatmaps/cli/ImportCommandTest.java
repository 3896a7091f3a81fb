package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.spark.importer.ImportJob;
import org.visionheatmaps.spark.importer.ImportKeys;
import org.visionheatmaps.spark.importer.ImportOptions;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.tensor.Layout;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** From arguments to an import. */
@Tag("spark")
class ImportCommandTest {
    private static ImportJob job(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.parseArgs(arguments);
        return ((ImportCommand) commandLine
                        .getSubcommands()
                        .get("import")
                        .getCommandSpec()
                        .userObject())
                .job();
    }

    @Test
    void inputOrImagesAndAnOutputAreEnough() {
        assertEquals(ImportJob.of(List.of("a", "b"), "out"), job("import", "--input", "a", "b", "--output", "out"));
        assertEquals(ImportJob.ofImages("photos", "out"), job("import", "--images", "photos", "-o", "out"));
        ParameterException e = assertThrows(ParameterException.class, () -> job("import", "-o", "out"));
        assertTrue(e.getMessage().contains("--input (files of arrays), or --images"), e.getMessage());
    }

    @Test
    void optionsReachTheJob() {
        ImportJob job = job(
                "import",
                "-i=a",
                "--images=b",
                "-o=c",
                "--mode=append",
                "--layout=WHCN",
                "--as=float64",
                "--max-image-bytes=7",
                "--key=cams",
                "--ids=names",
                "--image-key=photos",
                "--on-error=fail");
        assertEquals(
                new ImportJob(
                        List.of("a"),
                        Optional.of("b"),
                        "c",
                        new ImportOptions(
                                OutputOptions.Mode.APPEND,
                                Layout.WHCN,
                                Optional.of(DType.FLOAT64),
                                7,
                                new ImportKeys("cams", "names", "photos"),
                                ErrorPolicy.FAIL)),
                job);
    }

    @Test
    void keysNameArraysThatAreThere() {
        ParameterException same = assertThrows(
                ParameterException.class, () -> job("import", "-i", "a", "-o", "b", "--key", "x", "--ids", "x"));
        assertTrue(same.getMessage().contains("each is an array of its own"), same.getMessage());
        ParameterException none =
                assertThrows(ParameterException.class, () -> job("import", "--images", "a", "-o", "b", "--key", "x"));
        assertTrue(none.getMessage().contains("--input needs files"), none.getMessage());
    }

    @Test
    void wholeNumbersBecomeNoHalves() {
        ParameterException e =
                assertThrows(ParameterException.class, () -> job("import", "-i", "a", "-o", "b", "--as", "float16"));
        assertTrue(e.getMessage().contains("--as needs float32 or float64"), e.getMessage());
    }
}
