package org.visionheatmaps.spark.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.spark.input.Element;
import org.visionheatmaps.spark.input.ElementReader;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.resize.Linear;
import org.visionheatmaps.transform.resize.Resizing;

/** Reads the elements of two rows, and finds those that belong together: of batches, by their place. */
public final class ElementPairs {
    private final MapSteps steps;
    private final boolean resizes;
    private final Feed firstRow = new Feed();
    private final Feed secondRow = new Feed();
    private final ElementReader first;
    private final ElementReader second;
    private final Scratch firstScratch = new Scratch();
    private final Scratch secondScratch = new Scratch();

    /**
     * @param plan what is compared
     * @param first how rows of the first input become elements
     * @param second how those of the other do
     */
    public ElementPairs(PairTask.Plan plan, ReaderConfig first, ReaderConfig second) {
        this.steps = plan.steps();
        this.resizes = plan.resizes();
        this.first = new ElementReader(firstRow, first, false);
        this.second = new ElementReader(secondRow, second, false);
    }

    /** Sees pairs, and elements without a partner. */
    public interface Visitor {
        /** Two elements; the first one's photograph can be read while they are seen. */
        void pair(Side one, Side other);

        /** An element of either row that the other does not have. */
        void alone(Element element);
    }

    /** One row at a time. */
    private static final class Feed implements Iterator<Row> {
        private Row row;

        @Override
        public boolean hasNext() {
            return row != null;
        }

        @Override
        public Row next() {
            if (row == null) {
                throw new NoSuchElementException();
            }
            Row given = row;
            row = null;
            return given;
        }
    }

    /**
     * One of two elements.
     *
     * @param map scalars, all finite; null if there is a fault
     * @param size of the element, or null if it cannot be read
     * @param fault what is wrong with it, or null
     */
    public record Side(Element element, Tensor map, MapSize size, BadDataException fault) {
        private String name() {
            return String.valueOf(element.name());
        }
    }

    /**
     * Two maps of one size.
     *
     * @param one scalars
     * @param other of the same size
     */
    public record Maps(Tensor one, Tensor other) {}

    /**
     * Reads two rows. The elements of the other row are kept as maps, since one value of a reader is in memory at a time; those of the first
     * come one by one.
     *
     * @param pair a normalised row of each input, at the places that {@link PairTask} names; either may be missing
     */
    public void read(Row pair, Visitor visitor) {
        firstRow.row = pair.isNullAt(PairTask.FIRST) ? null : pair.getStruct(PairTask.FIRST);
        secondRow.row = pair.isNullAt(PairTask.SECOND) ? null : pair.getStruct(PairTask.SECOND);
        Map<String, Side> others = new HashMap<>();
        List<Side> unmatched = new ArrayList<>();
        while (second.hasNext()) {
            Side side = side(second.next(), secondScratch, true);
            others.put(side.name(), side);
            unmatched.add(side);
        }
        while (first.hasNext()) {
            Side side = side(first.next(), firstScratch, false);
            Side other = others.get(side.name());
            if (other == null) {
                visitor.alone(side.element());
            } else {
                unmatched.remove(other);
                visitor.pair(side, other);
            }
        }
        unmatched.forEach(side -> visitor.alone(side.element()));
    }

    /**
     * The maps of a pair at one size: that of the smaller one.
     *
     * @throws BadDataException if either cannot be had, or their sizes differ and must not
     */
    public Maps maps(Side one, Side other) {
        if (one.fault() != null || other.fault() != null) {
            throw one.fault() != null ? one.fault() : other.fault();
        }
        Tensor a = one.map();
        Tensor b = other.map();
        if (a.size(0) == b.size(0) && a.size(1) == b.size(1)) {
            return new Maps(a, b);
        }
        if (!resizes) {
            throw new BadDataException(
                    Reason.DIMENSIONS,
                    "the maps are " + a.shapeText() + " and " + b.shapeText()
                            + ": leave out --same-size to compare them at the smaller size");
        }
        boolean isFirstSmaller = a.pixels() <= b.pixels();
        return isFirstSmaller ? new Maps(a, resized(b, a)) : new Maps(resized(a, b), b);
    }

    /** What was read of the first input. */
    Tally firstTally() {
        return first.tally();
    }

    /** What was read of the other input. */
    Tally secondTally() {
        return second.tally();
    }

    /**
     * @param isKept whether the map must hold while other elements are read
     */
    private Side side(Element element, Scratch scratch, boolean isKept) {
        if (element.fault() != null) {
            return new Side(element, null, null, element.fault());
        }
        MapSize size = MapSize.of(element.tensor());
        try {
            Tensor map = steps.map(element.tensor(), scratch);
            requireFinite(map);
            return new Side(element, isKept ? map.map(value -> value) : map, size, null);
        } catch (BadDataException e) {
            return new Side(element, null, size, e);
        }
    }

    private static void requireFinite(Tensor map) {
        for (int y = 0; y < map.size(1); y++) {
            int at = map.offset() + y * map.stride(1);
            for (int x = 0; x < map.size(0); x++, at += map.stride(0)) {
                double value = map.isFloat() ? map.floats()[at] : map.doubles()[at];
                if (!Double.isFinite(value)) {
                    throw new BadDataException(
                            Reason.NON_FINITE, "every value of a map must be finite, but there is " + value);
                }
            }
        }
    }

    private static Tensor resized(Tensor map, Tensor wanted) {
        return new Resizing(new Linear(), true).apply(map, wanted.size(0), wanted.size(1));
    }
}
