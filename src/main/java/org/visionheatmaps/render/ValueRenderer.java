package org.visionheatmaps.render;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.metrics.Box;
import org.visionheatmaps.metrics.StrongestPart;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Degeneracy;

/**
 * Gives the values of an element's map in place of colours: as 32-bit floats, or as levels of grey. One value for each pixel of the
 * picture that the pipeline draws. Not for two threads at once.
 *
 * <p>Level k of n (256 or 65536) stands for lower + k/(n − 1) · (upper − lower), and a value has the nearest level; those out of the
 * range have the first or the last. The range is that of the pipeline's colormap; without one, the extremes of the map. A map of one
 * value c has the range from 0 to c then, and zeros that from 0 to 1, so that level and range give the value back.
 */
public final class ValueRenderer implements Renderer {
    private final ValueSteps steps;
    private final PassedSigns signs;
    private final RenderSettings settings;
    private final PngWriter writer;
    /** Null if no boxes are wanted. */
    private final StrongestPart part;

    /**
     * @param pipeline makes scalars somewhere; steps that make or need colours are left out
     * @throws IllegalArgumentException if it makes none
     */
    public ValueRenderer(FittedPipeline pipeline, RenderSettings settings) {
        this.steps = ValueSteps.of(pipeline);
        requirePossible(settings.encoding().color(), settings.nonFinite());
        this.signs = PassedSigns.of(pipeline.transforms());
        this.settings = settings;
        this.part = settings.boxShare() == 0 ? null : new StrongestPart(settings.boxShare());
        this.writer = new PngWriter(settings.encoding().effort());
    }

    /**
     * Fails unless a pipeline makes values that can be kept.
     *
     * @throws IllegalArgumentException if it makes no scalars
     */
    public static void requireScalars(Pipeline pipeline) {
        ValueSteps.of(pipeline);
    }

    /**
     * Fails unless an encoding can hold what is to be kept.
     *
     * @throws IllegalArgumentException for levels of grey of maps of which values may be missing
     */
    public static void requirePossible(PngEncoding.Color color, NonFinite nonFinite) {
        if (color.isGrey() && nonFinite.isMasked()) {
            throw new IllegalArgumentException("A grey PNG has no level for values that are missing: --non-finite"
                    + " quarantine, or --format values, which has NaN");
        }
    }

    /** Whether rows of the values are columns of the attribution, since no step swaps dimensions. */
    public static boolean isTransposed(Pipeline pipeline) {
        return !ValueSteps.of(pipeline).turnRows();
    }

    @Override
    public Heatmap renderWith(String id, Tensor x, Beside beside) {
        RgbImage image = beside.image();
        ValueSteps.ElementMap map = steps.map(settings.nonFinite().admit(x), image);
        Tensor values = map.values();
        requireFloats(values);
        ValueRange range = map.range() == null ? extremes(values) : map.range();
        int height = values.size(0);
        int width = values.size(1);
        String pipeline = map.steps().toString();
        Set<Degeneracy> degeneracies = signs.addTo(map.degeneracies(), x);
        Box box = part == null ? null : part.box(values).orElse(null);
        if (settings.hasFloats()) {
            return Heatmap.ofFloats(floats(values), width, height, range, pipeline, degeneracies)
                    .withBox(box);
        }
        boolean isWide = settings.encoding().color() == PngEncoding.Color.GREY16;
        byte[] png = writer.encodeGrey(
                levels(values, range, isWide),
                width,
                height,
                isWide ? 16 : 8,
                new Provenance(id, pipeline, range, settings.software()).chunks());
        return new Heatmap(png, width, height, range, pipeline, degeneracies).withBox(box);
    }

    private static ValueRange extremes(Tensor values) {
        Summary seen = Summary.of(values);
        double lower = seen.min();
        double upper = seen.max();
        return lower < upper ? new ValueRange(lower, upper) : ValueRange.orUnit(Math.min(lower, 0), Math.max(upper, 0));
    }

    /**
     * @throws BadDataException if a value is none that a float can have; missing ones are NaN
     */
    private static void requireFloats(Tensor values) {
        for (int j = 0; j < values.size(1); j++) {
            int at = values.offset() + j * values.stride(1);
            for (int i = 0; i < values.size(0); i++, at += values.stride(0)) {
                float value = values.isFloat() ? values.floats()[at] : (float) values.doubles()[at];
                if (!(Math.abs(value) <= Float.MAX_VALUE) && !(values.isMasked() && Float.isNaN(value))) {
                    throw new BadDataException(
                            BadDataException.Reason.NON_FINITE,
                            "the map has a value that is NaN or out of the range of 32-bit floats in row " + i
                                    + ", column " + j + " (counted from 0)");
                }
            }
        }
    }

    /** Rows from the top, little-endian. */
    private static byte[] floats(Tensor values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.pixels()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.size(0); i++) {
            int at = values.offset() + i * values.stride(0);
            for (int j = 0; j < values.size(1); j++, at += values.stride(1)) {
                bytes.putFloat(values.isFloat() ? values.floats()[at] : (float) values.doubles()[at]);
            }
        }
        return bytes.array();
    }

    private static byte[] levels(Tensor values, ValueRange range, boolean isWide) {
        int last = isWide ? 0xFFFF : 0xFF;
        // Halves, since the difference of two doubles may be infinite.
        double lower = range.lower() / 2;
        double scale = last / (range.upper() / 2 - lower);
        byte[] levels = new byte[Math.multiplyExact(isWide ? 2 : 1, values.pixels())];
        for (int i = 0, to = 0; i < values.size(0); i++) {
            int at = values.offset() + i * values.stride(0);
            for (int j = 0; j < values.size(1); j++, at += values.stride(1)) {
                double value = values.isFloat() ? values.floats()[at] : values.doubles()[at];
                int level = (int) Math.min(Math.max((value / 2 - lower) * scale + 0.5, 0), last);
                if (isWide) {
                    levels[to++] = (byte) (level >> 8);
                }
                levels[to++] = (byte) level;
            }
        }
        return levels;
    }
}
