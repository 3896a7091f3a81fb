package org.visionheatmaps.paint;

import java.util.Arrays;
import java.util.Optional;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Scratch;

/**
 * {@link Clip}, {@link RangeColormap}, {@link FlipImage} and the rounding to bytes in one pass: the same bytes, without the
 * doubles between. Not for two threads at once.
 *
 * <p>A position on the scheme nearly always lies in a small step within which each byte is constant; those bytes are looked up,
 * for which a position in float is good enough. Elsewhere the position is computed and its colours blended as {@link RangeColormap}
 * does.
 */
final class ByteColormap {
    private static final int[] NOTHING_SURE = {SchemeSteps.UNSURE};

    private final SchemeSteps steps;
    private final RgbPixels rgb = new RgbPixels();
    private FewColors few;
    /** The runs of the last image that had few enough colours. */
    private int fewRuns;

    ByteColormap(ColorScheme scheme) {
        this.steps = new SchemeSteps(scheme);
    }

    ColorScheme scheme() {
        return steps.scheme();
    }

    /**
     * Whether this can do a range: all but those so small or large that their scale overflows.
     *
     * @param inFloat whether the values are float, and not clipped
     */
    static boolean canPaint(RangeColormap colormap, boolean inFloat) {
        double scale = (colormap.scheme().size() - 1) / (colormap.upper() - colormap.lower());
        return inFloat
                ? colormap.scaleIsFinite((float) colormap.lower(), (float) colormap.upper())
                : !Double.isInfinite(scale) && !Double.isInfinite(colormap.upper() - colormap.lower());
    }

    /**
     * Paints finite scalars.
     *
     * @param clip applied before, or null
     * @param colormap of this scheme
     * @param flip whether the first dimension is the image's columns
     * @param goesOn whether {@link #paintIndexed} has just found too many colours in the same image: what it painted is taken over
     * @return the image, in the scratch's memory
     */
    RgbImage paint(Tensor x, Clip clip, RangeColormap colormap, boolean flip, Scratch scratch, boolean goesOn) {
        byte[] bytes = scratch.bytes(Math.multiplyExact(3, x.pixels()));
        rgb.begin(bytes);
        int from = goesOn ? fewRuns : 0;
        for (int run = 0; run < from; run++) {
            few.give(rgb, scratch.intRun(0), length(x, run), firstPixel(x, run, flip), flip ? 1 : x.size(1));
        }
        paint(x, clip, colormap, flip, scratch, steps.colors(), rgb, from);
        return flip ? new RgbImage(x.size(0), x.size(1), bytes) : new RgbImage(x.size(1), x.size(0), bytes);
    }

    /**
     * Paints finite scalars with a palette, unless they have more than 256 colours.
     *
     * @param clip applied before, or null
     * @param colormap of this scheme
     * @param flip whether the first dimension is the image's columns
     * @return the image, in the scratch's memory
     */
    Optional<IndexedImage> paintIndexed(Tensor x, Clip clip, RangeColormap colormap, boolean flip, Scratch scratch) {
        if (few == null) {
            few = new FewColors(steps);
        }
        few.begin(scratch.indices(x.pixels()));
        fewRuns = paint(x, clip, colormap, flip, scratch, few.steps(), few, 0);
        if (fewRuns < runs(x)) {
            return Optional.empty();
        }
        return Optional.of(flip ? few.image(x.size(0), x.size(1)) : few.image(x.size(1), x.size(0)));
    }

    /** In how many runs an image is painted: each is a part of a line along the first dimension. */
    private static int runs(Tensor x) {
        return runsPerLine(x) * x.size(1);
    }

    private static int runsPerLine(Tensor x) {
        return (x.size(0) + Scratch.RUN - 1) / Scratch.RUN;
    }

    private static int start(Tensor x, int run) {
        return run % runsPerLine(x) * Scratch.RUN;
    }

    private static int length(Tensor x, int run) {
        return Math.min(Scratch.RUN, x.size(0) - start(x, run));
    }

    /** Where the first pixel of a run is in the image. */
    private static int firstPixel(Tensor x, int run, boolean flip) {
        int line = run / runsPerLine(x);
        return flip ? line * x.size(0) + start(x, run) : start(x, run) * x.size(1) + line;
    }

    /** Paints from a run on, until the pixels take no more. Returns the run that they did not take, or how many there are. */
    private int paint(
            Tensor x,
            Clip clip,
            RangeColormap colormap,
            boolean flip,
            Scratch scratch,
            int[] sure,
            Pixels pixels,
            int first) {
        boolean exactEnough = isExactEnough(x, clip, colormap);
        int[] known = exactEnough ? sure : NOTHING_SURE;
        int perColor = exactEnough ? steps.perColor() : 1;
        float[] positions = scratch.floatRun(0);
        int[] values = scratch.intRun(0);
        int[] unsure = scratch.intRun(1);
        int runs = runs(x);
        for (int run = first; run < runs; run++) {
            int count = length(x, run);
            int from = x.offset() + start(x, run) * x.stride(0) + run / runsPerLine(x) * x.stride(1);
            if (exactEnough) {
                load(x, from, positions, count);
                place(positions, count, clip, colormap);
            } else {
                Arrays.fill(positions, 0, count, 1);
            }
            int doubts = lookUp(positions, count, perColor, known, values, unsure);
            for (int d = 0; d < doubts; d++) {
                int at = from + unsure[d] * x.stride(0);
                values[unsure[d]] = pixels.value(blended(x, at, clip, colormap));
            }
            if (!pixels.put(values, count, firstPixel(x, run, flip), flip ? 1 : x.size(1))) {
                return run;
            }
        }
        return runs;
    }

    /** Looks up positions, and lists those that are unsure, without a branch that could be predicted wrongly. Returns how many. */
    private static int lookUp(float[] run, int count, int perColor, int[] known, int[] values, int[] unsure) {
        int doubts = 0;
        for (int k = 0; k < count; k++) {
            int value = known[(int) (run[k] * perColor) - perColor];
            values[k] = value;
            unsure[doubts] = k;
            doubts += value >>> Integer.SIZE - 1;
        }
        return doubts;
    }

    /** Whether positions in float are within the slack, whatever the value. */
    private boolean isExactEnough(Tensor x, Clip clip, RangeColormap colormap) {
        if (x.isFloat() && clip == null) {
            return true;
        }
        double most = Math.max(Math.abs(colormap.lower()), Math.abs(colormap.upper()));
        double scale = (scheme().size() - 1) / (colormap.upper() - colormap.lower());
        float ulp = Math.ulp((float) most);
        return (float) most < Float.MAX_VALUE
                && colormap.scaleIsFinite((float) colormap.lower(), (float) colormap.upper())
                && 4 * ulp * scale + 8 * scheme().size() * Math.ulp(1f) < steps.slack();
    }

    private static void load(Tensor x, int from, float[] run, int count) {
        if (x.isFloat()) {
            Scratch.load(x.floats(), from, x.stride(0), run, count);
            return;
        }
        double[] values = x.doubles();
        for (int i = 0; i < count; i++) {
            run[i] = (float) values[from + i * x.stride(0)];
        }
    }

    /** Replaces values by positions: exact for floats that are not clipped. */
    private void place(float[] run, int count, Clip clip, RangeColormap colormap) {
        float low = (float) colormap.lower();
        float high = (float) colormap.upper();
        float least = clip == null ? low : Math.min(Math.max((float) clip.lower(), low), high);
        float greatest = clip == null ? high : Math.min(Math.max((float) clip.upper(), low), high);
        float scale = (scheme().size() - 1) / (high - low);
        for (int i = 0; i < count; i++) {
            run[i] = (Math.min(Math.max(run[i], least), greatest) - low) * scale + 1;
        }
    }

    /** The colour of one value, exactly. */
    private int blended(Tensor x, int at, Clip clip, RangeColormap colormap) {
        if (x.isFloat() && clip == null) {
            float low = (float) colormap.lower();
            float high = (float) colormap.upper();
            float scale = (scheme().size() - 1) / (high - low);
            return steps.blended((Math.min(Math.max(x.floats()[at], low), high) - low) * scale + 1);
        }
        double value = x.isFloat() ? x.floats()[at] : x.doubles()[at];
        double clipped = clip == null ? value : clip.clamp(value);
        double low = colormap.lower();
        double high = colormap.upper();
        double scale = (scheme().size() - 1) / (high - low);
        return steps.blended((Math.min(Math.max(clipped, low), high) - low) * scale + 1);
    }
}
