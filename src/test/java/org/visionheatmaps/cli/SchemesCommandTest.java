package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.visionheatmaps.color.ColorSchemes;

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
        assertTrue(shell.out().lines().anyMatch(line -> line.matches(":berlin +divergent +256")), shell.out());
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
