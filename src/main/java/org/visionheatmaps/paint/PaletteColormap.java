package org.visionheatmaps.paint;

import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Scratch;

/**
 * {@link Clip}, {@link RangeColormap} and {@link FlipImage} to numbers of colours: the palette is the scheme, at 256 places from its
 * first colour to its last, and a value gets the nearest place. So no place is off by more than half a step, and no component of a
 * colour by more than the scheme changes in half a step (and the rounding of either colour to bytes, half a 255th). For schemes of
 * 256 colours the places are those colours, and a component is off by at most half the difference of two neighbours. For a colormap with
 * levels the places are those levels, and the colours are exact.
 *
 * <p>Not for two threads at once.
 */
final class PaletteColormap {
    private static final int MAX_COLORS = 256;

    private final ColorScheme scheme;
    private final int levels;
    private final byte[] palette;

    PaletteColormap(RangeColormap colormap) {
        this.scheme = colormap.scheme();
        this.levels = colormap.levels();
        this.palette = palette(scheme, levels);
    }

    /** Whether this paints what a colormap paints, up to the range. */
    boolean isOf(RangeColormap colormap) {
        return levels == colormap.levels() && scheme.equals(colormap.scheme());
    }

    /** The scheme at equal steps, each colour rounded to bytes. */
    private static byte[] palette(ColorScheme scheme, int levels) {
        int colors = levels > 0 ? levels : scheme.size() == 1 ? 1 : MAX_COLORS;
        int last = scheme.size() - 1;
        byte[] palette = new byte[3 * colors];
        for (int k = 0; k < colors; k++) {
            double place = colors == 1 ? 0 : (double) (k * last) / (colors - 1);
            int before = (int) place;
            double weight = 1 - (place - before);
            for (int c = 0; c < 3; c++) {
                double component = weight * scheme.component(before, c)
                        + (1 - weight) * scheme.component(Math.min(before + 1, last), c);
                palette[3 * k + c] = RgbImage.toByte(component);
            }
        }
        return palette;
    }

    /**
     * Paints finite scalars.
     *
     * @param clip applied before, or null
     * @param colormap of this scheme, which {@link ByteColormap#canPaint}
     * @param flip whether the first dimension is the image's columns
     * @return the image, in the scratch's memory
     */
    IndexedImage paint(Tensor x, Clip clip, RangeColormap colormap, boolean flip, Scratch scratch) {
        int width = x.size(0);
        int height = x.size(1);
        byte[] indices = scratch.indices(x.pixels());
        double[] run = scratch.doubleRun(0);
        boolean inFloat = x.isFloat()
                && clip == null
                && colormap.scaleIsFinite((float) colormap.lower(), (float) colormap.upper());
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < width; i += Scratch.RUN) {
                int count = Math.min(Scratch.RUN, width - i);
                load(x, x.offset() + i * x.stride(0) + j * x.stride(1), run, count);
                if (levels > 0) {
                    level(run, count, inFloat, clip, colormap);
                } else {
                    place(run, count, clip, colormap);
                }
                if (flip) {
                    store(run, count, indices, j * width + i);
                } else {
                    store(run, count, indices, i * height + j, height);
                }
            }
        }
        return flip
                ? new IndexedImage(width, height, indices, palette)
                : new IndexedImage(height, width, indices, palette);
    }

    private static void load(Tensor x, int from, double[] run, int count) {
        int step = x.stride(0);
        if (!x.isFloat()) {
            Scratch.load(x.doubles(), from, step, run, count);
            return;
        }
        float[] values = x.floats();
        for (int i = 0; i < count; i++) {
            run[i] = values[from + i * step];
        }
    }

    /** Replaces values by levels. */
    private static void level(double[] run, int count, boolean inFloat, Clip clip, RangeColormap colormap) {
        for (int i = 0; i < count; i++) {
            run[i] = colormap.level(clip == null ? run[i] : clip.clamp(run[i]), inFloat);
        }
    }

    /** Replaces values by places on the palette, and a half, so that the whole number below is the nearest. */
    private void place(double[] run, int count, Clip clip, RangeColormap colormap) {
        double low = colormap.lower();
        double high = colormap.upper();
        double least = clip == null ? low : Math.min(Math.max(clip.lower(), low), high);
        double greatest = clip == null ? high : Math.min(Math.max(clip.upper(), low), high);
        double scale = (palette.length / 3 - 1) / (high - low);
        for (int i = 0; i < count; i++) {
            run[i] = (Math.min(Math.max(run[i], least), greatest) - low) * scale + 0.5;
        }
    }

    private static void store(double[] run, int count, byte[] indices, int at) {
        for (int i = 0; i < count; i++) {
            indices[at + i] = (byte) (int) run[i];
        }
    }

    private static void store(double[] run, int count, byte[] indices, int at, int step) {
        for (int i = 0, out = at; i < count; i++, out += step) {
            indices[out] = (byte) (int) run[i];
        }
    }
}
