package org.visionheatmaps.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.reference.Npy;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.RgbImage;

/** Noise through a scheme of many digits: pixels computed by another program from the package that the scheme is from. */
@Tag("fast")
class ExactColorsTest {
    private static final int PIXELS_MOVED_BY_ROUNDING = 3;

    @Test
    void noiseHasThePixelsThatItsSchemesPackageGives() throws IOException {
        RgbImage pixels = render(":thermal");
        assertArrayEquals(wanted().rgb(), pixels.rgb());
    }

    @Test
    void coloursOfSixDecimalsWouldMovePixels() throws IOException {
        double[] rounded = Arrays.stream(ColorSchemes.catalogue().get("thermal").components())
                .map(component -> Math.rint(component * 1e6) / 1e6)
                .toArray();
        byte[] pixels = render(ColorScheme.of(rounded).toString()).rgb();
        byte[] wanted = wanted().rgb();
        int moved = 0;
        for (int at = 0; at < wanted.length; at += 3) {
            moved += Arrays.equals(wanted, at, at + 3, pixels, at, at + 3) ? 0 : 1;
        }
        assertEquals(PIXELS_MOVED_BY_ROUNDING, moved);
    }

    private static RgbImage render(String scheme) throws IOException {
        Npy noise = Npy.read(ExactColorsTest.class.getResourceAsStream("/colormap/noise.npy"));
        FittedPipeline pipeline = FittedPipeline.parse("SumAbsReduction() |> ExtremaColormap(" + scheme + ")");
        return RgbImage.ofColors(pipeline.apply(noise.channels(), null).value());
    }

    private static RgbImage wanted() throws IOException {
        return Pixels.decode(ExactColorsTest.class.getResourceAsStream("/colormap/noise-thermal.png"));
    }
}
