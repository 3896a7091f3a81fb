package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.Swatches;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.io.palette.SchemeFiles;
import org.visionheatmaps.png.PngInfo;

@Tag("spark")
class SchemesCommandTest {
    private final Shell shell = new Shell();

    @Test
    void allAreListedOneALine() {
        assertEquals(ExitCode.OK, shell.run("schemes", "--swatches=never"));
        assertEquals(
                ColorSchemes.catalogue().names().size(), shell.out().lines().count());
    }

    @Test
    void aPartOfANameFindsSchemesWithOrWithoutTheColon() {
        assertEquals(ExitCode.OK, shell.run("schemes", ":BERL", "--swatches=never"));
        assertTrue(shell.out().lines().anyMatch(line -> line.matches(":berlin +divergent +256  safe")), shell.out());
    }

    @Test
    void aNameShowsAllThatIsKnownOfTheScheme() {
        assertEquals(ExitCode.OK, shell.run("schemes", "berlin", "--swatches=never"));
        assertTrue(shell.out().startsWith(":berlin\n  class     divergent, colour-blind safe"), shell.out());
        for (String part : List.of(
                "  licence   MIT\n",
                "Fabio Crameri",
                "CenteredColormap(:berlin)",
                "note      ExtremaColormap stretches the divergent scheme",
                "    #9eb0ff ",
                " #ffadad\n",
                "4 more with this in their name: :berlin10 ")) {
            assertTrue(shell.out().contains(part), part + " in " + shell.out());
        }
    }

    @Test
    void aReversedSchemeIsShownToo() {
        assertEquals(ExitCode.OK, shell.run("schemes", "hot_r", "--swatches=never"));
        assertTrue(shell.out().contains("backwards ExtremaColormap(:hot)"), shell.out());
    }

    @Test
    void schemesAreFoundByClassSourceAndWhoCanReadThem() {
        assertEquals(ExitCode.OK, shell.run("schemes", "--class=divergent", "--source=CRAMERI", "--safe"));
        List<String> lines = shell.out().lines().toList();
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(":vik ")), shell.out());
        assertTrue(lines.stream().allMatch(line -> line.contains(" divergent ") && line.endsWith("safe")), shell.out());
        assertEquals(ExitCode.FAILED, shell.run("schemes", "--class=cyclic", "--source=cmyt"));
        assertTrue(shell.err().contains("No colour scheme is all of this"), shell.err());
        assertEquals(ExitCode.USAGE, shell.run("schemes", "--class=divergant"));
        assertTrue(shell.err().contains("did you mean 'divergent'?"), shell.err());
    }

    @Test
    void whatIsPrintedAsJsonCanBeReadBack(@TempDir Path folder) throws IOException {
        assertEquals(ExitCode.OK, shell.run("schemes", "jet", "Dark2", "--json"));
        Path file = Files.writeString(
                folder.resolve("mine.json"), shell.out().replace("\"name\" : \"", "\"name\" : \"my_"));
        for (ColorScheme read : SchemeFiles.read(file)) {
            ColorScheme known = ColorSchemes.catalogue().get(read.name().replace("my_", ""));
            assertArrayEquals(known.components(), read.components());
            assertEquals(known.schemeClass(), read.schemeClass());
        }
        Shell again = new Shell();
        assertEquals(ExitCode.OK, again.run("schemes", "my_", "--source=mine.json", "--schemes", file.toString()));
        assertEquals(2, again.out().lines().count());
    }

    @Test
    void aSheetIsAPictureOfWhatWasAskedFor(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sheet.png");
        assertEquals(ExitCode.OK, shell.run("schemes", "--source=seaborn", "--sheet", file.toString()));
        assertTrue(PngInfo.read(Files.readAllBytes(file)).height() > 100);
    }

    @Test
    void nothingFoundFailsAndNamesTheNearest() {
        assertEquals(ExitCode.FAILED, shell.run("schemes", "berlni"));
        assertTrue(shell.err().contains("did you mean 'berlin'?"), shell.err());
    }

    @Test
    void swatchesRunFromTheFirstColorToTheLast() {
        String swatch = Swatches.of(ColorSchemes.catalogue().get("seismic"), 3);
        assertTrue(swatch.startsWith("\u001b[48;2;0;0;77m "), swatch);
        assertTrue(swatch.endsWith("\u001b[48;2;128;0;0m \u001b[0m"), swatch);
    }
}
