package org.visionheatmaps.paint;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.stats.LaneExtremes;
import org.visionheatmaps.stats.Summarizer;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.Colormap;
import org.visionheatmaps.transform.ElementFit;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.Normalize;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.Polarity;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.ScaleClip;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.overlay.GreyImage;
import org.visionheatmaps.transform.overlay.MaskImage;
import org.visionheatmaps.transform.overlay.ValueAlpha;
import org.visionheatmaps.transform.reduction.Reduction;
import org.visionheatmaps.transform.resize.ResizeToImage;
import org.visionheatmaps.transform.resize.Taps;

/**
 * The short way from channels and a photograph to pixels: from the reduction, or the first step that looks at the image, to the last
 * step each row is computed by itself. It gives what applying the steps one by one gives, in memory that is used again, of which
 * only the pixels grow with the area of the picture. Not for two threads at once.
 */
public final class RowPainter {
    /** Missing colours stay missing. */
    public static final int NO_COLOR = -1;

    /** Resized values are within this factor of the largest, even for weights that are negative. */
    private static final int MAX_OVERSHOOT = 16;

    private final List<Transform> steps;
    private final int start;
    private final int badColor;
    /** The reduction by rows of which values may be lost; null if there is none. */
    private final Reduction byRows;

    private final boolean needsAll;

    private final Scratch scratch = new Scratch();
    private final RowBuffers buffers = new RowBuffers();
    private final Summarizer summarizer = new Summarizer();
    private final LaneExtremes extremes = new LaneExtremes();
    private final Taps[] taps = new Taps[2];
    private ColorScheme scheme;
    private double[] table;

    private RowPainter(List<Transform> steps, int start, int badColor) {
        this.steps = steps;
        this.start = start;
        this.badColor = badColor;
        this.needsAll = steps.stream().anyMatch(RowPainter::needsAll);
        this.byRows = steps.subList(start, steps.size()).stream()
                .filter(step -> step instanceof Reduction reduction && reduction.squares())
                .map(Reduction.class::cast)
                .findFirst()
                .orElse(null);
    }

    /**
     * What came out.
     *
     * @param pixels in memory that holds until the next element is painted
     * @param missing the pixels, counted row by row, that have no colour; black among the pixels
     * @param fit the steps with their constants
     * @param isMasked whether a value was missing when colours were made
     */
    public record Painting(RgbImage pixels, BitSet missing, ElementFit fit, boolean isMasked) {}

    /**
     * A painter of these steps, which end with colours, if all that are done by rows can be.
     *
     * @param badColor of missing values, as 0xRRGGBB, or {@link #NO_COLOR}
     */
    public static Optional<RowPainter> of(List<Transform> steps, int badColor) {
        int start = 0;
        Kind kind = Kind.CHANNELS;
        while (start < steps.size()
                && kind != Kind.COLOR
                && (kind == Kind.CHANNELS || !isByRows(steps.get(start)))
                && !steps.get(start).usesImage()) {
            kind = steps.get(start++).outputKind(kind);
        }
        boolean areByRows = steps.subList(start, steps.size()).stream().allMatch(RowPainter::isByRows)
                && IntStream.range(0, steps.size()).allMatch(index -> hasValues(steps, index));
        return areByRows && kind != Kind.COLOR
                ? Optional.of(new RowPainter(List.copyOf(steps), start, badColor))
                : Optional.empty();
    }

    private static boolean isByRows(Transform step) {
        return step instanceof FlipImage
                || step instanceof Reduction
                || step instanceof Polarity
                || step instanceof Normalize
                || step instanceof ScaleClip
                || step instanceof Clip
                || step instanceof PercentileClip
                || isColormap(step)
                || step instanceof ResizeToImage
                || step instanceof GreyImage
                || step instanceof AlphaOverlay
                || needsAll(step);
    }

    /** Whether a step is done by rows only where no value is missing. */
    private static boolean needsAll(Transform step) {
        return step instanceof ValueAlpha || step instanceof MaskImage;
    }

    /** Whether a step that looks at values finds them in the row that was coloured just before. */
    private static boolean hasValues(List<Transform> steps, int index) {
        if (!(steps.get(index) instanceof ValueAlpha)) {
            return true;
        }
        int before = index - 1;
        while (steps.get(before) instanceof FlipImage || steps.get(before) instanceof GreyImage) {
            before--;
        }
        return isColormap(steps.get(before));
    }

    private static boolean isColormap(Transform step) {
        return step instanceof Colormap colormap && !colormap.scheme().hasAlpha();
    }

    /** Whether a row of this element can be computed without a look at the others, as a norm of very small values cannot be. */
    public boolean canPaint(Tensor x) {
        if (x.isMasked() && needsAll) {
            return false;
        }
        return byRows == null || !x.isFloat() || byRows.canFoldByRows(magnitude(x));
    }

    private double magnitude(Tensor x) {
        buffers.begin();
        return magnitude(new TensorRows(x));
    }

    /** The greatest magnitude of all values; NaN if one is NaN. */
    private double magnitude(Rows rows) {
        int length = rows.width() * rows.components();
        double[] line = buffers.doubles(length);
        extremes.begin();
        for (int row = 0; row < rows.height(); row++) {
            rows.read(row, line);
            extremes.add(line, 0, length);
        }
        return Math.max(-extremes.least(), extremes.greatest());
    }

    /**
     * Paints one element.
     *
     * @param x channels, W×H×C, all finite or masked, that it {@linkplain #canPaint can paint}
     * @param image the photograph that belongs to the element, or null
     * @throws BadDataException if the element cannot be drawn
     */
    public Painting paint(Tensor x, RgbImage image) {
        return new Element(x, image).paint();
    }

    /** Whether no value is missing, and none can come to be infinite. */
    private boolean staysFinite(Tensor x) {
        if (x.kind() != Kind.SCALAR) {
            return false;
        }
        double limit = (x.isFloat() ? Float.MAX_VALUE : Double.MAX_VALUE) / MAX_OVERSHOOT;
        return magnitude(x) <= limit;
    }

    private Taps taps(int axis, ResizeToImage resize, int oldSize, int newSize, boolean isClamped) {
        if (taps[axis] == null || !taps[axis].isOf(resize.method(), oldSize, newSize, isClamped, resize.antialias())) {
            taps[axis] = Taps.of(resize.method(), oldSize, newSize, isClamped, resize.antialias());
        }
        return taps[axis];
    }

    private double[] table(RangeColormap colormap) {
        if (!colormap.scheme().equals(scheme)) {
            scheme = colormap.scheme();
            table = scheme.components();
        }
        return table;
    }

    private double[] missingColor() {
        return badColor == NO_COLOR
                ? new double[] {Double.NaN, Double.NaN, Double.NaN}
                : new double[] {(badColor >> 16) / 255.0, (badColor >> 8 & 0xFF) / 255.0, (badColor & 0xFF) / 255.0};
    }

    /** One element, and its steps as far as they are fitted. */
    private final class Element {
        private final RgbImage image;
        private final boolean isMasked;
        private final ElementFit fit = new ElementFit(steps.size());
        private final Tensor first;
        private boolean hasMissing;
        private RgbImage grey;
        /** By step: the statistics of what comes to it, where it needs any that are none of its constants. */
        private final Summary[] seen = new Summary[steps.size()];

        private final double[] greatest = new double[steps.size()];

        Element(Tensor x, RgbImage image) {
            this.image = image;
            this.first = applyOneByOne(x);
            this.isMasked = x.isMasked() && !staysFinite(first);
        }

        /** The steps before the first that is done by rows. */
        private Tensor applyOneByOne(Tensor x) {
            Tensor value = x;
            for (Transform step : steps.subList(0, start)) {
                Transform done =
                        step instanceof Fittable fittable ? fit.add(fittable, Summary.of(value)) : fit.add(step);
                value = done instanceof Reduction reduction
                        ? reduction.reduce(value, scratch)
                        : done.apply(value, image);
                value = x.isMasked() ? value.masked() : value;
            }
            return value;
        }

        Painting paint() {
            for (int index = start; index < steps.size(); index++) {
                fit(index);
            }
            Rows rows = rows();
            int length = 3 * rows.width();
            byte[] rgb = scratch.bytes(RgbImage.length(rows.width(), rows.height()));
            double[] line = buffers.doubles(length);
            BitSet missing = new BitSet();
            for (int row = 0; row < rows.height(); row++) {
                rows.read(row, line);
                if (isMaskedBefore(steps.size())) {
                    takeMissing(line, rows.width(), row * rows.width(), missing);
                }
                round(line, rgb, row * length, length);
            }
            return new Painting(new RgbImage(rows.width(), rows.height(), rgb), missing, fit, hasMissing);
        }

        private void fit(int index) {
            Transform step = steps.get(index);
            if (step instanceof Normalize) {
                seen[index] = summary(List.of());
            } else if (step instanceof ValueAlpha && image != null) {
                buffers.begin();
                greatest[index] = magnitude(rows(colormap(), false));
            }
            if (step instanceof Fittable fittable) {
                Summary summary = summary(fittable.fractions());
                hasMissing = isColormap(step) && summary.count() < count();
                fit.add(fittable, summary);
                return;
            }
            // Every value is looked at before its colour is, even those that no pixel shows.
            if (step instanceof RangeColormap && (isMasked || isFirst() || isResizedAfter(index))) {
                hasMissing = summary(List.of()).count() < count();
            }
            fit.add(step);
        }

        private List<Transform> fitted() {
            return fit.steps();
        }

        /** How many steps are before the colormap. */
        private int colormap() {
            int at = 0;
            while (!isColormap(fitted().get(at))) {
                at++;
            }
            return at;
        }

        /** Whether the next step sees the values of the tensor. */
        private boolean isFirst() {
            return fitted().subList(start, fitted().size()).stream().allMatch(FlipImage.class::isInstance);
        }

        private boolean isResizedAfter(int index) {
            return steps.subList(index, steps.size()).stream().anyMatch(ResizeToImage.class::isInstance);
        }

        /** Of the values that the next step sees. */
        private Summary summary(List<Double> fractions) {
            return isFirst() && !isMasked
                    ? summarizer.summarize(first)
                    : new RowSummary(rows(), isMasked, extremes, buffers).of(fractions);
        }

        /** How many values the next step sees, with those that are missing. */
        private long count() {
            Rows rows = rows();
            return (long) rows.height() * rows.width() * rows.components();
        }

        /** What the steps that are fitted give. */
        private Rows rows() {
            buffers.begin();
            return rows(fitted().size(), false);
        }

        /** What the steps before one give, or its transpose. */
        private Rows rows(int end, boolean isFlipped) {
            if (end == start) {
                return new TensorRows(isFlipped ? first.permute(1, 0) : first);
            }
            Transform step = fitted().get(end - 1);
            if (step instanceof FlipImage) {
                return rows(end - 1, !isFlipped);
            }
            if (step instanceof GreyImage) {
                return rows(end - 1, isFlipped);
            }
            Rows source = rows(end - 1, isFlipped);
            if (step instanceof Reduction reduction) {
                Rows reduced = new ReducedRows(source, reduction, buffers);
                return isMasked ? MappedRows.of(reduced) : reduced;
            }
            if (step instanceof Polarity polarity) {
                return MappedRows.of(source, polarity.sign()::of);
            }
            if (step instanceof Normalize normalize) {
                return MappedRows.of(source, normalize.of(seen[end - 1]));
            }
            if (step instanceof ScaleClip clip) {
                return MappedRows.of(source, clip.of(source.isFloat()));
            }
            if (step instanceof Clip clip) {
                return new ClippedRows(source, clip);
            }
            if (step instanceof RangeColormap colormap) {
                double[] missing = isMasked ? missingColor() : null;
                return new ColoredRows(source, colormap, table(colormap), missing, buffers);
            }
            if (step instanceof ResizeToImage resize) {
                return resized(source, resize, isFlipped, isMaskedBefore(end));
            }
            if (step instanceof MaskImage mask) {
                mask.requireSize(height(source, isFlipped), width(source, isFlipped), photograph(end));
                return new MaskedRows(source, photograph(end), isFlipped, buffers);
            }
            if (step instanceof ValueAlpha overlay) {
                if (image == null) {
                    return source;
                }
                overlay.requireSize(height(source, isFlipped), width(source, isFlipped), photograph(end));
                return new ValueAlphaRows((ColoredRows) source, overlay, greatest[end - 1], photograph(end), isFlipped);
            }
            return overlaid(source, (AlphaOverlay) step, photograph(end), isFlipped, isMaskedBefore(end));
        }

        /** Rows of the picture. */
        private static int height(Rows rows, boolean isFlipped) {
            return isFlipped ? rows.width() : rows.height();
        }

        /** Columns of the picture. */
        private static int width(Rows rows, boolean isFlipped) {
            return isFlipped ? rows.height() : rows.width();
        }

        /** Whether values before the end of some steps may be missing. */
        private boolean isMaskedBefore(int end) {
            return isMasked
                    && (badColor == NO_COLOR
                            || fitted().subList(start, end).stream().noneMatch(RangeColormap.class::isInstance));
        }

        private Rows resized(Rows source, ResizeToImage resize, boolean isFlipped, boolean mayMiss) {
            int rows = height(source, isFlipped);
            int columns = width(source, isFlipped);
            if (!ResizeToImage.changes(rows, columns, image)) {
                return source;
            }
            boolean grows = image.height() > rows || image.width() > columns;
            Taps ofRows = taps(0, resize, rows, image.height(), grows);
            Taps ofColumns = taps(1, resize, columns, image.width(), grows);
            Taps down = isFlipped ? ofColumns : ofRows;
            Taps across = isFlipped ? ofRows : ofColumns;
            if (!mayMiss) {
                return new ResizedRows(source, down, across, isFlipped, buffers);
            }
            Rows values = new ResizedRows(MappedRows.filled(source), down, across, isFlipped, buffers);
            Rows presence = new ResizedRows(MappedRows.presence(source), down, across, isFlipped, buffers);
            return MappedRows.of(new WeighedRows(values, presence, buffers));
        }

        /** What a step sees of the photograph. */
        private RgbImage photograph(int end) {
            if (fitted().subList(0, end).stream().noneMatch(GreyImage.class::isInstance)) {
                return image;
            }
            if (grey == null) {
                grey = new GreyImage().photograph(image);
            }
            return grey;
        }

        private Rows overlaid(
                Rows source, AlphaOverlay overlay, RgbImage photograph, boolean isFlipped, boolean mayMiss) {
            if (photograph == null) {
                return source;
            }
            overlay.requireSize(height(source, isFlipped), width(source, isFlipped), photograph);
            return new OverlaidRows(source, overlay, photograph, isFlipped, mayMiss, buffers);
        }
    }

    private static void takeMissing(double[] line, int width, int at, BitSet missing) {
        for (int i = 0; i < width; i++) {
            if (Double.isNaN(line[3 * i])) {
                missing.set(at + i);
                Arrays.fill(line, 3 * i, 3 * i + 3, 0);
            }
        }
    }

    /** As {@link RgbImage#toByte} rounds, without branches: a sum with 1.5 * 2^52 has the nearest integer in its low bits. */
    private static void round(double[] line, byte[] rgb, int at, int length) {
        for (int i = 0; i < length; i++) {
            int level = (int) Double.doubleToRawLongBits(255.0 * line[i] + 0x1.8p52);
            rgb[at + i] = (byte) Math.min(Math.max(level, 0), 255);
        }
    }
}
