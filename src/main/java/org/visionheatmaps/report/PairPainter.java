package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.RangeColormap;

/**
 * Draws the small pictures of a pair of maps: the photograph, A, B and A − B. The three have one range, so that equal colours are equal
 * values: (-m, m), with m the 99.9 % quantile of the magnitudes of A and B together (of the sorted 2N the one at ⌈0.999 · 2N⌉); the
 * greatest where that is 0, and 1 for two maps of zeros. Values beyond have the colours of the ends.
 */
public final class PairPainter {
    private static final double SHARE = 0.999;

    private final ColorScheme scheme;
    private final PictureEncoder photographs;
    private final PngWriter writer = new PngWriter();

    /**
     * @param scheme divergent; its middle is 0
     * @param photographs encodes photographs
     */
    public PairPainter(ColorScheme scheme, PictureEncoder photographs) {
        this.scheme = scheme;
        this.photographs = photographs;
    }

    /**
     * Draws a pair.
     *
     * @param one scalars, W×H, all finite
     * @param other of the same size
     * @param image the photograph, or null
     */
    public Pictures paint(Tensor one, Tensor other, RgbImage image) {
        double[] a = values(one);
        double[] b = values(other);
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = Math.min(Math.max(a[i] - b[i], -Double.MAX_VALUE), Double.MAX_VALUE);
        }
        double end = end(a, b);
        RangeColormap colormap = new RangeColormap(scheme, -end, end);
        List<Picture> pictures = new ArrayList<>();
        if (image != null) {
            pictures.add(Picture.jpeg("photograph", photographs.encode(Shrink.to(image, ElementPainter.MAX_PIXELS))));
        }
        pictures.add(map("A", a, one, colormap));
        pictures.add(map("B", b, one, colormap));
        pictures.add(map("A − B", difference, one, colormap));
        ValueRange range = colormap.range();
        return new Pictures(pictures, ElementPainter.bar(colormap, range, writer), range);
    }

    private static double[] values(Tensor map) {
        double[] values = new double[map.pixels()];
        for (int y = 0, to = 0; y < map.size(1); y++) {
            int at = map.offset() + y * map.stride(1);
            for (int x = 0; x < map.size(0); x++, at += map.stride(0)) {
                values[to++] = map.isFloat() ? map.floats()[at] : map.doubles()[at];
            }
        }
        return values;
    }

    private static double end(double[] a, double[] b) {
        double[] magnitudes = Arrays.copyOf(a, Math.multiplyExact(2, a.length));
        System.arraycopy(b, 0, magnitudes, a.length, b.length);
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.abs(magnitudes[i]);
        }
        Arrays.sort(magnitudes);
        double most = magnitudes[(int) Math.ceil(SHARE * magnitudes.length) - 1];
        most = most > 0 ? most : magnitudes[magnitudes.length - 1];
        return most > 0 ? most : 1;
    }

    private Picture map(String title, double[] values, Tensor size, RangeColormap colormap) {
        Tensor colors =
                new FlipImage().apply(colormap.apply(Tensor.scalars(values, size.size(0), size.size(1)), null), null);
        RgbImage image = Shrink.to(RgbImage.ofColors(colors), ElementPainter.MAX_PIXELS);
        return Picture.png(title, writer.encode(image, List.of()));
    }
}
