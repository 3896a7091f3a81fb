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
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.metrics.Atlas;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class LookTest {
    /** One map of which all is in one pixel of 32×32, and one that is even, as often as that. */
    private static Profile profile(int x, int y) {
        float[] spot = new float[Atlas.SIDE * Atlas.SIDE];
        spot[Atlas.SIDE * y + x] = -7;
        float[] even = new float[spot.length];
        Arrays.fill(even, 1);
        Profile profile = new Profile();
        for (float[] map : List.of(spot, even)) {
            ElementMetrics metrics = new ElementMetrics();
            metrics.setLook(Atlas.look(Tensor.scalars(map, Atlas.SIDE, Atlas.SIDE)));
            profile.add(metrics, "ok");
        }
        return profile;
    }

    private static int[] pixel(Look look, int x, int y) {
        String uri = look.cells();
        RgbImage image = ImageDecoder.DEFAULT.decode(Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1)));
        assertEquals(Atlas.SIDE, image.width());
        int at = 3 * (Atlas.SIDE * y + x);
        return new int[] {image.rgb()[at] & 0xFF, image.rgb()[at + 1] & 0xFF, image.rgb()[at + 2] & 0xFF};
    }

    private static int[] color(String scheme, boolean isLast) {
        ColorScheme colors = ColorSchemes.catalogue().get(scheme);
        int[] rgb = new int[3];
        for (int c = 0; c < 3; c++) {
            rgb[c] = (int) Math.round(255 * colors.component(isLast ? colors.size() - 1 : 0, c));
        }
        return rgb;
    }

    @Test
    void cellsAreInTheirPlacesAndChangesHaveTheColoursOfTheEnds() {
        List<Look> looks = Look.of(profile(20, 3), profile(5, 30));
        assertEquals(
                List.of("looks", "baseline", "difference"),
                looks.stream().map(Look::title).toList());
        assertArrayEquals(color("batlow", true), pixel(looks.get(0), 20, 3));
        assertArrayEquals(color("batlow", true), pixel(looks.get(1), 5, 30));
        assertArrayEquals(color("berlin", true), pixel(looks.get(2), 20, 3));
        assertArrayEquals(color("berlin", false), pixel(looks.get(2), 5, 30));
        assertEquals("512.5×", looks.get(0).bar().upper());
        assertEquals("−512", looks.get(2).bar().lower().replace("×", ""));
    }

    @Test
    void signsAreDrawnWhereSomeAreNegative() {
        float[] map = new float[Atlas.SIDE * Atlas.SIDE];
        Arrays.fill(map, 1);
        map[Atlas.SIDE * 4 + 9] = -1;
        Profile profile = new Profile();
        ElementMetrics metrics = new ElementMetrics();
        metrics.setLook(Atlas.look(Tensor.scalars(map, Atlas.SIDE, Atlas.SIDE)));
        profile.add(metrics, "ok");
        List<Look> looks = Look.of(profile, profile);
        assertEquals(
                List.of("looks", "baseline", "difference", "signs"),
                looks.stream().map(Look::title).toList());
        assertArrayEquals(color("berlin", false), pixel(looks.get(3), 9, 4));
        assertArrayEquals(color("berlin", true), pixel(looks.get(3), 4, 9));
        assertEquals("1", looks.get(3).bar().upper());
        assertEquals(List.of("sign_share 0.998", "sign_shift 0"), looks.get(3).figures());
    }

    @Test
    void withoutABaselineThereIsOnePictureAndWithoutMapsNone() {
        assertEquals(1, Look.of(profile(1, 1), null).size());
        assertEquals(1, Look.of(profile(1, 1), new Profile()).size(), "a baseline from before this was measured");
        assertEquals(List.of(), Look.of(new Profile(), profile(1, 1)));
        assertEquals(
                "±1×", "±" + Look.of(profile(1, 1), profile(1, 1)).get(2).bar().upper(), "no change");
    }
}
