package org.visionheatmaps.render.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.render.PixelFont;
import org.visionheatmaps.tensor.RgbImage;

@Tag("fast")
class SchemeSheetTest {
    private static final ColorSchemes CATALOGUE = ColorSchemes.catalogue();

    @Test
    void aBarRunsFromTheFirstColourToTheLast() {
        RgbImage sheet = SchemeSheet.of(List.of(CATALOGUE.get("batlow")));
        assertEquals("#011959", color(sheet, 20, 70));
        assertEquals(CATALOGUE.get("batlow").hex(255), color(sheet, 179, 85));
        assertEquals("#ffffff", color(sheet, 180, 70));
    }

    @Test
    void aQualitativeSchemeIsDrawnInBlocks() {
        RgbImage sheet = SchemeSheet.of(List.of(CATALOGUE.get("Dark2_3")));
        ColorScheme scheme = CATALOGUE.get("Dark2_3");
        assertEquals(scheme.hex(0), color(sheet, 20 + 53, 70));
        assertEquals(scheme.hex(1), color(sheet, 20 + 54, 70));
        assertEquals(scheme.hex(2), color(sheet, 179, 70));
    }

    @Test
    void theWholeCatalogueFits() {
        List<ColorScheme> all = CATALOGUE.names().stream().map(CATALOGUE::get).toList();
        RgbImage sheet = SchemeSheet.of(all);
        assertTrue(sheet.width() < 2000 && sheet.height() < 20_000, sheet.width() + "×" + sheet.height());
    }

    @Test
    void everyLetterOfTheCatalogueHasAShapeOfItsOwn() {
        List<String> shapes = CATALOGUE.names().stream()
                .flatMapToInt(String::chars)
                .distinct()
                .mapToObj(letter -> shape((char) letter))
                .toList();
        assertEquals(shapes.size(), shapes.stream().distinct().count());
        assertFalse(shapes.contains(shape('?')));
        assertEquals(shape('?'), shape('é'));
        assertTrue(shape(' ').isBlank());
        assertEquals(
                """
                .###.
                #...#
                #...#
                #####
                #...#
                #...#
                #...#
                .....
                .....
                """
                        .replace('.', ' '),
                shape('A'));
    }

    private static String shape(char letter) {
        StringBuilder shape = new StringBuilder();
        for (int row = 0; row < PixelFont.HEIGHT; row++) {
            for (int column = 0; column < PixelFont.ADVANCE - 1; column++) {
                shape.append(PixelFont.isDark(PixelFont.shape(letter), column, row) ? '#' : ' ');
            }
            shape.append('\n');
        }
        return shape.toString();
    }

    private static String color(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        return IntStream.range(0, 3)
                .mapToObj(c -> String.format("%02x", image.rgb()[at + c]))
                .reduce("#", String::concat);
    }
}
