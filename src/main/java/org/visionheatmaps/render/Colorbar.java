package org.visionheatmaps.render;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.RgbaImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.OverDataset;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Step;
import org.visionheatmaps.transform.Transform;

/**
 * Draws a bar of colours beside heatmaps, with the values that they stand for at round numbers. The heatmap's pixels stay as they are,
 * at the top left; what is added is a function of its size, the scheme and the range, and opaque: translucent colours lie on white. Not for two threads at once.
 *
 * <p>All lengths are multiples of the scale: the whole part of the heatmap's shorter side through 224, and at least 1. At scale 1 the
 * bar is 10 pixels thick with its frame, letters are 5×7, and labels have room for seven letters, or more if they need it. The bar is
 * as long as the heatmap's side, but at least as long as two labels need: 18 pixels at the right, 90 at the bottom.
 */
public final class Colorbar {
    private static final int GAP = 4;
    private static final int THICKNESS = 10;
    private static final int FRAME = 1;
    private static final int TICK = 3;
    private static final int LABEL_GAP = 2;
    private static final int MARGIN = 2;
    private static final int USUAL_LABEL = PixelFont.ADVANCE * Ticks.USUAL_LETTERS - 1;
    /** Gaps of labels above one another, and of those side by side. */
    private static final int[] WIDE = {2 * PixelFont.DIGIT_HEIGHT, 3 * PixelFont.ADVANCE};

    private static final int[] TIGHT = {2, PixelFont.ADVANCE};

    private final boolean isBelow;
    private Strip last;

    /**
     * @param side where it stands, not {@link ColorbarSide#NONE}
     */
    public Colorbar(ColorbarSide side) {
        if (side == ColorbarSide.NONE) {
            throw new IllegalArgumentException("A colour bar stands to the right or at the bottom");
        }
        this.isBelow = side == ColorbarSide.BOTTOM;
    }

    /**
     * Fails unless the colours of a pipeline come from a colormap whose scheme and range are known.
     *
     * @throws IllegalArgumentException if another step makes them
     */
    static void requireColormap(Pipeline pipeline) {
        Kind kind = Kind.CHANNELS;
        for (Step step : pipeline.steps()) {
            Kind next = step.outputKind(kind);
            boolean isColormap =
                    step instanceof OverDataset || step instanceof Fittable || step instanceof RangeColormap;
            if (kind != Kind.COLOR && next == Kind.COLOR && !isColormap) {
                throw unknownColors(step.toString());
            }
            kind = next;
        }
    }

    private static IllegalArgumentException unknownColors(Object step) {
        return new IllegalArgumentException("A colour bar needs to know which colour stands for which value: from"
                + " ExtremaColormap, CenteredColormap or RangeColormap. But the colours are made by " + step
                + ": use one of those, or no --colorbar");
    }

    /** A heatmap without its bar, and what the bar is made from. */
    public record Taken(RgbImage heatmap, RangeColormap colormap, ColorbarSide side, String pipeline) {
        /** A heatmap of another size with the bar. */
        public RgbImage beside(RgbImage resized) {
            return new Colorbar(side)
                    .beside(RgbaImage.opaque(resized), colormap, pipeline)
                    .colors();
        }
    }

    /**
     * Takes the bar off a picture.
     *
     * @param made what the picture says of itself
     * @return nothing if it has no bar, or one that cannot be drawn again
     */
    public static Optional<Taken> taken(RgbImage picture, Provenance made) {
        Provenance.Area area = made.area();
        if (area == null || area.width() > picture.width() || area.height() > picture.height()) {
            return Optional.empty();
        }
        List<Transform> steps;
        try {
            steps = FittedPipeline.parse(made.pipeline()).transforms();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        RgbImage heatmap = picture.cropped(area.width(), area.height());
        return steps.stream()
                .filter(RangeColormap.class::isInstance)
                .map(RangeColormap.class::cast)
                .findFirst()
                .flatMap(colormap -> Stream.of(ColorbarSide.RIGHT, ColorbarSide.BOTTOM)
                        .map(side -> new Taken(heatmap, colormap, side, made.pipeline()))
                        .filter(taken -> taken.beside(heatmap).width() == picture.width()
                                && taken.beside(heatmap).height() == picture.height())
                        .findFirst());
    }

    /** The bar of one range at heatmaps of one size: everything but the heatmap, and the number of colours. */
    private record Strip(RangeColormap colormap, int width, int height, RgbImage picture, int length) {
        boolean isOf(RangeColormap otherColormap, int otherWidth, int otherHeight) {
            return width == otherWidth && height == otherHeight && colormap.equals(otherColormap);
        }
    }

    /**
     * A heatmap with its bar.
     *
     * @param colormap that made its colours, or null if another step did
     */
    public RgbaImage beside(RgbaImage heatmap, RangeColormap colormap, String pipeline) {
        RgbImage pixels = heatmap.colors();
        return heatmap.within(
                strip(colormap, pixels.width(), pixels.height(), pipeline).picture());
    }

    /**
     * A heatmap with its bar in at most 256 colours. Those of the heatmap come first; for those of the bar that are too many then,
     * the nearest are taken.
     *
     * @param colormap that made its colours, or null if another step did
     * @return empty if the heatmap leaves no room for white and the colour of the letters
     */
    public Optional<IndexedImage> beside(IndexedImage heatmap, RangeColormap colormap, String pipeline) {
        Strip strip = strip(colormap, heatmap.width(), heatmap.height(), pipeline);
        FewerColors palette = FewerColors.of(heatmap);
        if (!palette.add(Canvas.WHITE) || !palette.add(Canvas.INK)) {
            return Optional.empty();
        }
        int[] colors = colors(colormap, strip.length());
        palette.addEvenly(colors);
        return IndexedImage.ofExactly(RgbaImage.opaque(heatmap.toRgb())
                .within(palette.nearest(strip.picture(), colors))
                .colors());
    }

    private Strip strip(RangeColormap colormap, int width, int height, String pipeline) {
        if (colormap == null) {
            throw unknownColors("a step of " + pipeline);
        }
        if (last == null || !last.isOf(colormap, width, height)) {
            last = drawn(colormap, width, height);
        }
        return last;
    }

    private Strip drawn(RangeColormap colormap, int width, int height) {
        int scale = Canvas.scale(width, height);
        int along = isBelow ? 1 : 0;
        int tight = scale * TIGHT[along];
        Ticks.Extent extent = label -> scale * (isBelow ? PixelFont.width(label) : PixelFont.DIGIT_HEIGHT);
        int label = scale * USUAL_LABEL;
        int length;
        Ticks ticks;
        boolean isLonger;
        do {
            int needed = isBelow ? label : scale * PixelFont.DIGIT_HEIGHT;
            length = Math.max(isBelow ? width : height, Ticks.Room.least(needed, tight));
            ticks = Ticks.of(colormap.range(), new Ticks.Room(length, extent, scale * WIDE[along], tight));
            int widest = ticks.longestLabel(text -> scale * PixelFont.width(text));
            isLonger = widest > label;
            label = Math.max(label, widest);
        } while (isBelow && isLonger);
        int thickness = scale * (GAP + THICKNESS + TICK + LABEL_GAP + MARGIN)
                + (isBelow ? scale * PixelFont.DIGIT_HEIGHT : label);
        int[] colors = colors(colormap, length - 2 * scale * FRAME);
        Canvas canvas = isBelow
                ? new Canvas(Math.max(width, length), height + thickness)
                : new Canvas(width + thickness, Math.max(height, length));
        draw(canvas, new Place(isBelow ? height : width, length, scale), colors, ticks);
        return new Strip(colormap, width, height, canvas.image(), colors.length);
    }

    /** Where the bar begins across, and how long it is. */
    private record Place(int across, int length, int scale) {}

    private void draw(Canvas canvas, Place place, int[] colors, Ticks ticks) {
        int scale = place.scale();
        int bar = place.across() + scale * GAP;
        int thickness = scale * THICKNESS;
        int frame = scale * FRAME;
        int length = place.length();
        fill(canvas, length, bar, 0, thickness, length, Canvas.INK);
        for (int at = 0; at < colors.length; at++) {
            fill(canvas, length, bar + frame, frame + at, thickness - 2 * frame, 1, colors[at]);
        }
        int labels = bar + thickness + scale * (TICK + LABEL_GAP);
        for (Ticks.Tick tick : ticks.ticks()) {
            int from = Math.min(Math.max(tick.place() - scale / 2, 0), length - scale);
            fill(canvas, length, bar + thickness, from, scale * TICK, scale, Canvas.INK);
            if (isBelow) {
                canvas.write(tick.label(), tick.start(), labels, scale);
            } else {
                canvas.write(tick.label(), labels, length - tick.start() - scale * PixelFont.DIGIT_HEIGHT, scale);
            }
        }
    }

    /** Fills an area that is given by its place across the bar and along it, from the least value on. */
    private void fill(Canvas canvas, int length, int across, int along, int thickness, int extent, int color) {
        if (isBelow) {
            canvas.fill(along, across, extent, thickness, color);
        } else {
            canvas.fill(across, length - along - extent, thickness, extent, color);
        }
    }

    /** The colours from the first to the last, as the colormap itself makes them. */
    private static int[] colors(RangeColormap colormap, int length) {
        double[] places = new double[length];
        for (int at = 0; at < length; at++) {
            places[at] = (double) at / (length - 1);
        }
        RgbImage line =
                RgbImage.ofColors(colormap.over(new ValueRange(0, 1)).apply(Tensor.scalars(places, length, 1), null));
        int[] colors = new int[length];
        for (int at = 0; at < length; at++) {
            byte[] rgb = line.rgb();
            colors[at] = (rgb[3 * at] & 0xFF) << 16 | (rgb[3 * at + 1] & 0xFF) << 8 | rgb[3 * at + 2] & 0xFF;
        }
        return colors;
    }
}
