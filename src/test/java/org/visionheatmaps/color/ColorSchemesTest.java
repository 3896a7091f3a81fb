package org.visionheatmaps.color;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.reference.ReferenceCase;

@Tag("fast")
class ColorSchemesTest {
    private static final ColorSchemes CATALOGUE = ColorSchemes.catalogue();

    /** Names of ours that the reference does not know. Any other must be there, with its colours. */
    private static final Set<String> OURS = Set.of(
            ("""
                    Accent BrBG Dark2 Paired Pastel1 Pastel2 Set1 Set2 Set3 bgy bgyw bkr bky bmw bmy bwy cmyt_algae cmyt_pastel
                    cmyt_pixel_blue cmyt_pixel_green cmyt_pixel_red cmyt_xray colorwheel crest cwr fire flare gray gwv icefire isolum
                    kbc kgy mako rocket tol_WhOrBr tol_dark tol_pale twilight_shifted vlag""")
                    .split("\\s+"));

    /** The names that must not be missing. {@code gray} is none of the reference's. */
    private static final List<String> CORE = List.of(
            ("""
                    batlow batlowW batlowK bamako hawaii lapaz oslo tokyo turku acton bilbao imola lajolla davos devon buda nuuk berlin
                    vik roma broc cork lisbon tofino vanimo bam managua romaO vikO viridis plasma inferno magma cividis turbo jet jet1
                    hot gray grays seismic coolwarm bwr RdBu_9 RdBu_11 PuOr_11 PiYG_11 Spectral_11 YlOrRd_9 Blues_9 Reds_9 Greys_9
                    thermal haline solar ice deep dense algae matter turbid speed amp tempo balance delta curl diff tarn phase topo""")
                    .split("\\s+"));

    private static final Map<String, String[]> REFERENCE = reference();

    static List<String> names() {
        return new ArrayList<>(CATALOGUE.names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void coloursAreTheReferencesToTheBit(String name) {
        String[] row = REFERENCE.get(name);
        ColorScheme scheme = CATALOGUE.get(name);
        assertEquals(row == null, OURS.contains(name), "only the listed names may be unknown to the reference");
        assertEquals(":" + name, scheme.toString());
        assertFalse(scheme.source().origin().isEmpty());
        assertFalse(scheme.source().licence().isEmpty());
        assertFalse(scheme.source().credit().isEmpty());
        if (row == null) {
            return;
        }
        assertEquals(Integer.parseInt(row[1]), scheme.size());
        assertEquals(row[2].equals("8bit"), scheme.storedAsBytes());
        assertEquals(row[4], digest(scheme));
    }

    /** Of red, green and blue of each colour as they are: doubles, or bytes if the reference has bytes. */
    private static String digest(ColorScheme scheme) {
        ByteBuffer values = ByteBuffer.allocate(3 * scheme.size() * (scheme.storedAsBytes() ? 1 : Double.BYTES));
        for (double component : scheme.components()) {
            if (scheme.storedAsBytes()) {
                int number = (int) Math.rint(255 * component);
                assertEquals(number / 255.0, component);
                values.put((byte) number);
            } else {
                values.putDouble(component);
            }
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(values.array());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Map<String, String[]> reference() {
        try (InputStream in = ReferenceCase.open("colorschemes.tsv")) {
            Map<String, String[]> rows = new HashMap<>();
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            table.lines().skip(1).map(line -> line.split("\t")).forEach(row -> rows.put(row[0], row));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void asManyOfTheReferencesNamesAreExactAsThePageSays() {
        List<String> exact = CATALOGUE.names().stream()
                .filter(REFERENCE::containsKey)
                .filter(name -> REFERENCE.get(name)[4].equals(digest(CATALOGUE.get(name))))
                .toList();
        assertEquals(1699, REFERENCE.size());
        assertTrue(exact.size() >= 1364, exact.size() + " of the reference's 1699 names");
        long withoutDictionaries =
                exact.stream().filter(ColorSchemesTest::isNoDictionary).count();
        assertEquals(
                1045,
                REFERENCE.keySet().stream()
                        .filter(ColorSchemesTest::isNoDictionary)
                        .count());
        assertTrue(
                withoutDictionaries >= 831,
                withoutDictionaries + " of the 1045 names without flags and Wada's dictionary");
    }

    private static boolean isNoDictionary(String name) {
        return !name.startsWith("flag_") && !name.startsWith("sanzo");
    }

    @Test
    void everyCoreNameIsExact() {
        assertEquals(71, CORE.size());
        for (String name : CORE) {
            assertTrue(CATALOGUE.contains(name), name);
            assertEquals(!name.equals("gray"), REFERENCE.containsKey(name), name);
        }
        assertTrue(CATALOGUE
                .names()
                .containsAll(REFERENCE.keySet().stream()
                        .filter(name ->
                                name.matches("cmr_.*|(linear|diverging|cyclic|isoluminant|rainbow)_\\w+_n256.*"))
                        .toList()));
    }

    @Test
    void classAndColourBlindSafetyAreTheAuthors() {
        assertEquals(SchemeClass.SEQUENTIAL, CATALOGUE.get("batlow").schemeClass());
        assertEquals(SchemeClass.DIVERGENT, CATALOGUE.get("berlin").schemeClass());
        assertEquals(SchemeClass.CYCLIC, CATALOGUE.get("romaO").schemeClass());
        assertEquals(SchemeClass.QUALITATIVE, CATALOGUE.get("Dark2_8").schemeClass());
        assertEquals(SchemeClass.OTHER, CATALOGUE.get("jet").schemeClass());
        assertTrue(CATALOGUE.get("vik").isColorBlindSafe());
        assertFalse(CATALOGUE.get("jet").isColorBlindSafe());
        assertEquals("MIT", CATALOGUE.get("batlow").source().licence());
        assertTrue(CATALOGUE.get("batlow").source().credit().contains("Fabio Crameri"));
    }

    @Test
    void aNameWithAnEndIsTheSchemeReversed() {
        ColorScheme batlow = CATALOGUE.get("batlow");
        ColorScheme reversed = CATALOGUE.get("batlow_r");
        assertEquals(batlow.reversed(), reversed);
        assertEquals("batlow_r", reversed.name());
        assertEquals("reverse(:batlow)", reversed.toString());
        assertNotEquals(batlow, reversed);
        assertEquals(batlow, reversed.reversed());
        assertEquals(batlow, CATALOGUE.get("batlow_r_r"));
        for (int component = 0; component < 3; component++) {
            assertEquals(batlow.component(255, component), reversed.component(0, component));
            assertEquals(batlow.component(1, component), reversed.component(254, component));
        }
        assertThrows(IllegalArgumentException.class, () -> CATALOGUE.get("nothing_r"));
    }

    @Test
    void schemesOfOnesOwnPrintAsTheirColours() {
        ColorScheme bytes = ColorScheme.ofBytes(0, 0, 0, 255, 136, 0);
        ColorScheme decimals = ColorScheme.of(0, 0.1, 1, 1e-4, 0, 0);
        assertEquals("[\"#000000\", \"#ff8800\"]", bytes.toString());
        assertEquals("[[0.0, 0.1, 1.0], [1.0E-4, 0.0, 0.0]]", decimals.toString());
        assertEquals("[\"#ff8800\", \"#000000\"]", bytes.reversed().toString());
        ColorScheme named = bytes.named("mine", SchemeClass.SEQUENTIAL, SchemeSource.file("mine.gpl"));
        assertEquals(bytes, named, "a name of one's own is not in the text, so it is no part of what a scheme is");
        assertEquals("mine_r", named.reversed().name());
        assertEquals("mine", named.reversed().reversed().name());
        assertThrows(IllegalArgumentException.class, () -> ColorScheme.ofBytes(0, 0, 256));
        assertThrows(IllegalArgumentException.class, () -> ColorScheme.of(0, 0, Double.NaN));
    }

    @Test
    void ownSchemesJoinTheCatalogueUnlessTheirNameIsTaken() {
        ColorScheme mine = ColorScheme.of(0, 0, 0).named("mine", SchemeClass.OTHER, SchemeSource.file("mine.csv"));
        ColorSchemes both = CATALOGUE.with(List.of(mine));
        assertSame(mine, both.get("mine"));
        assertTrue(both.contains("batlow") && !CATALOGUE.contains("mine"));
        String taken = assertThrows(
                        IllegalArgumentException.class,
                        () -> CATALOGUE.with(
                                List.of(mine.named("jet", SchemeClass.OTHER, SchemeSource.file("jet.csv")))))
                .getMessage();
        assertEquals("There is a colour scheme ':jet' already: give the one of file jet.csv another name", taken);
        assertThrows(
                IllegalArgumentException.class,
                () -> CATALOGUE.with(List.of(mine.named("my map", SchemeClass.OTHER, SchemeSource.file("x")))));
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
        assertEquals(jet, CATALOGUE.get("jet"));
        assertEquals(":jet", jet.toString());
        assertNotEquals(jet, CATALOGUE.get("batlow"));
        jet.components()[0] = 7;
        assertNotEquals(7, jet.component(0, 0), "the components handed out are a copy");
        assertThrows(IndexOutOfBoundsException.class, () -> jet.component(0, 3));
    }

    @Test
    void aSchemeWithoutWholeColoursIsRefused() {
        for (double[] components : new double[][] {{}, {0.5, 0.5}}) {
            assertThrows(IllegalArgumentException.class, () -> ColorScheme.of(components));
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
