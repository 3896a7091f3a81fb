package org.visionheatmaps.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.RangeColormap;

@Tag("fast")
class PairPainterTest {
    private static final ColorScheme SCHEME = ColorSchemes.catalogue().get("berlin");

    private static Pictures paint(float[] one, float[] other, int width, int height) {
        return new PairPainter(SCHEME, image -> new byte[1])
                .paint(Tensor.scalars(one, width, height), Tensor.scalars(other, width, height), null);
    }

    private static RgbImage decoded(Pictures pictures, String title) {
        String uri = pictures.all().stream()
                .filter(picture -> picture.title().equals(title))
                .findFirst()
                .orElseThrow()
                .uri();
        return ImageDecoder.DEFAULT.decode(Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1)));
    }

    private static byte[] wanted(float[] values, int width, int height, double end) {
        Tensor colors =
                new RangeColormap(SCHEME, -end, end).apply(Tensor.scalars(widened(values), width, height), null);
        return RgbImage.ofColors(new FlipImage().apply(colors, null)).rgb();
    }

    private static double[] widened(float[] values) {
        double[] widened = new double[values.length];
        Arrays.setAll(widened, i -> values[i]);
        return widened;
    }

    @Test
    void allThreeHaveOneRangeAndStandUpright() {
        float[] one = {1, -2, 0.5f, 3, 0, -1};
        float[] other = {1, 2, -0.5f, -1.5f, 0, 1};
        Pictures pictures = paint(one, other, 3, 2);
        assertEquals(
                List.of("A", "B", "A − B"),
                pictures.all().stream().map(Picture::title).toList());
        assertEquals(new ValueRange(-3, 3), pictures.range());
        RgbImage a = decoded(pictures, "A");
        assertEquals(3, a.width());
        assertEquals(2, a.height());
        assertArrayEquals(wanted(one, 3, 2, 3), a.rgb());
        assertArrayEquals(wanted(other, 3, 2, 3), decoded(pictures, "B").rgb());
        // 4.5 is beyond the range, and has the colour of its end.
        float[] difference = {0, -4, 1, 4.5f, 0, -2};
        assertArrayEquals(
                wanted(difference, 3, 2, 3), decoded(pictures, "A − B").rgb());
    }

    @Test
    void theRangeIsAQuantileThatOnePixelDoesNotMove() {
        float[] one = new float[1000];
        float[] other = new float[1000];
        for (int i = 0; i < one.length; i++) {
            one[i] = i % 2 == 0 ? i : -i;
            other[i] = i / 2f;
        }
        one[500] = 1e9f;
        // Of 2000 magnitudes the one at place 1998: 1e9, 999, 998 are the greatest.
        assertEquals(new ValueRange(-998, 998), paint(one, other, 40, 25).range());
    }

    @Test
    void mapsOfZerosAndOfOnePixelHaveARangeToo() {
        assertEquals(
                new ValueRange(-1, 1), paint(new float[4], new float[4], 2, 2).range());
        float[] sparse = new float[10000];
        sparse[77] = -4;
        assertEquals(
                new ValueRange(-4, 4), paint(sparse, new float[10000], 100, 100).range());
        float[] most = {Float.MAX_VALUE, -Float.MAX_VALUE};
        float[] least = {-Float.MAX_VALUE, Float.MAX_VALUE};
        assertArrayEquals(
                wanted(most, 2, 1, Float.MAX_VALUE),
                decoded(paint(most, least, 2, 1), "A − B").rgb());
    }
}
