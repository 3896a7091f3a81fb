package org.visionheatmaps.color;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.reference.ReferenceCase;

class ColorSchemesTest {
    private static final ColorSchemes CATALOGUE = ColorSchemes.catalogue();

    static List<String> names() {
        return new ArrayList<>(CATALOGUE.names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void coloursAreTheReferences(String name) throws IOException, NoSuchAlgorithmException {
        String[] row = reference().get(name);
        ColorScheme scheme = CATALOGUE.get(name);
        assertEquals(Integer.parseInt(row[1]), scheme.size());
        assertEquals(row[2].equals("8bit"), scheme.storedAsBytes());
        List<String> lines = new ArrayList<>();
        for (int color = 0; color < scheme.size(); color++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%.6f,%.6f,%.6f",
                    scheme.component(color, 0),
                    scheme.component(color, 1),
                    scheme.component(color, 2)));
        }
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(String.join("\n", lines).getBytes(StandardCharsets.US_ASCII));
        assertEquals(row[3], HexFormat.of().formatHex(digest));
    }

    private static Map<String, String[]> reference() throws IOException {
        String table = new String(ReferenceCase.open("colorschemes.tsv").readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String[]> rows = new HashMap<>();
        table.lines().skip(1).map(line -> line.split("\t")).forEach(row -> rows.put(row[0], row));
        return rows;
    }

    @Test
    void anUnknownSchemeNamesTheNearest() {
        String message = assertThrows(IllegalArgumentException.class, () -> CATALOGUE.get("virdis"))
                .getMessage();
        assertTrue(
                message.startsWith("Unknown colour scheme ':virdis': did you mean 'viridis'? (all "
                        + CATALOGUE.names().size() + " are listed"),
                message);
    }

    @Test
    void aSchemePrintsAsInAPipelineAndIsEqualToItself() {
        ColorScheme jet = CATALOGUE.get("jet");
        assertSame(jet, CATALOGUE.get("jet"));
        assertEquals(":jet", jet.toString());
        assertNotEquals(jet, CATALOGUE.get("batlow"));
        jet.components()[0] = 7;
        assertNotEquals(7, jet.component(0, 0), "the components handed out are a copy");
        assertThrows(IndexOutOfBoundsException.class, () -> jet.component(0, 3));
    }

    @Test
    void aSchemeWithoutWholeColoursIsRefused() {
        for (double[] components : new double[][] {{}, {0.5, 0.5}}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ColorScheme("broken", SchemeClass.OTHER, false, components));
        }
    }

    @Test
    void anEmptyRangeBecomesTheUnitRange() {
        assertEquals(new ValueRange(0, 1), ValueRange.orUnit(5, 5));
        assertEquals(new ValueRange(0, 1), ValueRange.orUnit(-0.0, 0.0));
        assertEquals(new ValueRange(0, 4.9e-324), ValueRange.orUnit(0, 4.9e-324));
        assertThrows(IllegalArgumentException.class, () -> new ValueRange(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ValueRange(Double.NaN, 1));
    }
}
