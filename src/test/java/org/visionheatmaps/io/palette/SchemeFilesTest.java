package org.visionheatmaps.io.palette;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.SchemeClass;

@Tag("fast")
class SchemeFilesTest {
    private static final String BLACK_ORANGE = "[\"#000000\", \"#ff8800\"]";

    @TempDir
    Path folder;

    private List<ColorScheme> read(String name, String text) throws IOException {
        return SchemeFiles.read(Files.writeString(folder.resolve(name), text));
    }

    private ColorScheme one(String name, String text) throws IOException {
        List<ColorScheme> schemes = read(name, text);
        assertEquals(1, schemes.size());
        return schemes.get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,0,0\n255,136,0\n",
                "r,g,b\r\n0,0,0\r\n255,136,0",
                "\uFEFF\"red\";\"green\";\"blue\"\n0; 0; 0\n255; 136; 0",
                "# a comment\n\n0 0 0\n# another\n 255\t136 0\n",
                "#000000\n#FF8800",
                "colour\n\"#000\"\nf80"
            })
    void columnsOfTextAreColours(String text) throws IOException {
        ColorScheme scheme = one("my map.csv", text);
        assertEquals(BLACK_ORANGE, scheme.toString());
        assertEquals("my_map", scheme.name());
        assertEquals("file my map.csv", scheme.source().origin());
        assertEquals(SchemeClass.OTHER, scheme.schemeClass());
    }

    @Test
    void numbersUpToOneAreFractions() throws IOException {
        ColorScheme scheme = one("lut.txt", "0.001462 0.000466 0.013866\n1 1e-1 0\n");
        assertFalse(scheme.storedAsBytes());
        assertArrayEquals(new double[] {0.001462, 0.000466, 0.013866, 1, 0.1, 0}, scheme.components());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"#000000\", \"#f80\"]",
                "[[0, 0, 0], [255, 136, 0]]",
                "{\"mine\": [\"#000000\", \"#ff8800\"]}",
                "{\"name\": \"mine\", \"colors\": [\"#000000\", \"#ff8800\"]}",
                "{\"mine\": {\"colors\": [[0, 0, 0], [255, 136, 0]]}}"
            })
    void jsonIsReadInSeveralShapes(String text) throws IOException {
        ColorScheme scheme = one("mine.json", text);
        assertEquals(BLACK_ORANGE, scheme.toString());
        assertEquals("mine", scheme.name());
    }

    @Test
    void jsonMayHoldSeveralWithTheirClasses() throws IOException {
        List<ColorScheme> schemes = read(
                "all.json",
                "[{\"name\": \"a\", \"class\": \"divergent\", \"colors\": [[0, 0.5, 1]]},"
                        + " {\"Name\": \"Cool b\", \"ColorSpace\": \"RGB\", \"RGBPoints\": [-1, 0, 0, 0, 0, 0.5, 0, 0, 1, 1, 1, 1]}]");
        assertEquals(
                List.of("a", "Cool_b"), schemes.stream().map(ColorScheme::name).toList());
        assertEquals(SchemeClass.DIVERGENT, schemes.get(0).schemeClass());
        assertEquals(
                "[[0.0, 0.0, 0.0], [0.5, 0.0, 0.0], [1.0, 1.0, 1.0]]",
                schemes.get(1).toString());
    }

    @Test
    void aGimpPaletteIsReadUnderItsName() throws IOException {
        String palette = "GIMP Palette\n%sColumns: 2\n# made by hand\n  0   0   0\tBlack\n255 136   0  Orange peel\n";
        assertEquals(
                BLACK_ORANGE,
                one("x.gpl", palette.formatted("Name: House style\n")).toString());
        assertEquals(
                "House_style",
                one("x.gpl", palette.formatted("Name: House style\n")).name());
        assertEquals("x", one("x.gpl", palette.formatted("")).name());
        assertTrue(one("x.GPL", "GIMP Palette\n1 0 0\n").storedAsBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# COLOR_MODEL = RGB\n0 0 0 0 10 255 136 0\nB 0 0 0\nF 255 255 255\nN 128 128 128\n",
                "-1 0/0/0 1 255/136/0 L ; a label",
                "0 0 1 #ff8800\n"
            })
    void aTableOfGmtIsRead(String text) throws IOException {
        assertEquals(BLACK_ORANGE, one("t.cpt", text).toString());
    }

    @Test
    void colorsOfATableThatAreNotEvenlySpacedAreSampled() throws IOException {
        ColorScheme even = one("t.cpt", "0 0 1 10\n1 10 2 20\n");
        assertEquals(3, even.size());
        ColorScheme bent = one("t.cpt", "0 0 1 51\n1 51 5 255\n");
        assertEquals(256, bent.size());
        assertEquals(51 / 255.0, bent.component(51, 0), 1e-12);
        assertEquals(1, bent.component(255, 0));
        ColorScheme steps = one("t.cpt", "0 255/0/0 1 255/0/0\n1 0/0/255 2 0/0/255\n");
        assertEquals(
                List.of("#ff0000", "#ff0000", "#0000ff", "#0000ff"),
                List.of(steps.hex(0), steps.hex(127), steps.hex(128), steps.hex(255)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a.png  | x                              | A file of colour schemes ends with .json, .csv (or .tsv, .txt), .gpl or .cpt, but got 'a.png'
            a.csv  | 0,0,0;1,2                      | The colour schemes of 'a.csv' cannot be read: line 1: a line needs red, green and blue
            a.csv  | 0,0,300                        | The colour schemes of 'a.csv' cannot be read: numbers need to be from 0 to 1, or whole numbers from 0 to 255, but one is 300.0
            a.csv  | 0.5,0,2                        | The colour schemes of 'a.csv' cannot be read: numbers need to be
            a.csv  | 0,0,-1                         | The colour schemes of 'a.csv' cannot be read: A colour scheme needs components from 0 to 1
            a.csv  | 0,0,zero                       | The colour schemes of 'a.csv' cannot be read: line 1: a number is needed, but there is 'zero'
            a.csv  | # nothing                      | The colour schemes of 'a.csv' cannot be read: A colour scheme needs three components
            a.gpl  | 0 0 0                          | The colour schemes of 'a.gpl' cannot be read: line 1: a GIMP palette begins with
            a.cpt  | 0 red 1 blue                   | The colour schemes of 'a.cpt' cannot be read: line 1: a colour needs red/green/blue
            a.cpt  | # COLOR_MODEL = HSV            | The colour schemes of 'a.cpt' cannot be read: line 1: the colours need to be RGB
            a.cpt  | 1 0 0 2                        | The colour schemes of 'a.cpt' cannot be read: line 1: positions need to ascend
            a.json | [1                             | The colour schemes of 'a.json' cannot be read: line 1:
            a.json | ["red"]                        | The colour schemes of 'a.json' cannot be read: A colour needs the form
            a.json | {"colors": 3}                  | The colour schemes of 'a.json' cannot be read: a list of colours is needed
            a.json | {"colors": ["#000"], "class": "x"} | The colour schemes of 'a.json' cannot be read: Unknown class of colour schemes 'x'
            -.csv  | 0,0,0                          | The colour schemes of '-.csv' cannot be read: the name '-' has neither a letter nor a digit
            """)
    void whatCannotBeReadNamesFileAndLine(String name, String text, String problem) {
        String message = assertThrows(IllegalArgumentException.class, () -> read(name, text))
                .getMessage();
        assertTrue(message.startsWith(problem), message);
    }
}
