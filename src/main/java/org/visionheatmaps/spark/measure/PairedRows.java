package org.visionheatmaps.spark.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.visionheatmaps.audit.AuditPart;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.metrics.PairMeter;
import org.visionheatmaps.spark.input.Element;
import org.visionheatmaps.spark.input.ElementReader;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.resize.Linear;
import org.visionheatmaps.transform.resize.Resizing;

/** Compares the elements of two rows as they are asked for. An element without a partner is counted and gives no row. */
final class PairedRows implements Iterator<Row> {
    private final PairTask task;
    private final Iterator<Row> rows;
    private final AuditPart part;
    private final int partition = TaskContext.getPartitionId();
    private final Feed firstRow = new Feed();
    private final Feed secondRow = new Feed();
    private final ElementReader first;
    private final ElementReader second;
    private final Scratch firstScratch = new Scratch();
    private final Scratch secondScratch = new Scratch();
    private final PairMeter meter = new PairMeter();
    private final Deque<Row> ready = new ArrayDeque<>();
    private boolean ended;

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

    PairedRows(Iterator<Row> rows, PairTask task) {
        this.rows = rows;
        this.task = task;
        this.first = new ElementReader(firstRow, task.first(), false);
        this.second = new ElementReader(secondRow, task.second(), false);
        this.part = new AuditPart(task.plan().by());
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            if (rows.hasNext()) {
                compare(rows.next());
            } else {
                end();
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    /** The elements of the other row are kept as maps, since one value of a reader is in memory at a time; those of the first come one by one. */
    private void compare(Row pair) {
        firstRow.row = pair.isNullAt(PairTask.FIRST) ? null : pair.getStruct(PairTask.FIRST);
        secondRow.row = pair.isNullAt(PairTask.SECOND) ? null : pair.getStruct(PairTask.SECOND);
        boolean isRepeated = copies(pair, PairTask.FIRST_COPIES) > 1 || copies(pair, PairTask.SECOND_COPIES) > 1;
        Map<String, Side> others = new HashMap<>();
        List<Side> unmatched = new ArrayList<>();
        while (second.hasNext()) {
            Side side = Side.of(second.next(), task, secondScratch, true);
            others.put(String.valueOf(side.name()), side);
            unmatched.add(side);
        }
        while (first.hasNext()) {
            Element element = first.next();
            Side side = Side.of(element, task, firstScratch, false);
            Side other = others.get(String.valueOf(side.name()));
            if (other == null) {
                leaveOut(side, isRepeated);
            } else {
                unmatched.remove(other);
                ready.add(compared(element, side, other));
            }
        }
        unmatched.forEach(side -> leaveOut(side, isRepeated));
    }

    private static long copies(Row pair, int place) {
        return pair.isNullAt(place) ? 0 : pair.getLong(place);
    }

    /** One of two maps, or what is wrong with it. */
    private record Side(Element element, String name, Tensor map, MapSize size, BadDataException fault) {
        /**
         * @param isKept whether it must hold while other elements are read
         */
        static Side of(Element element, PairTask task, Scratch scratch, boolean isKept) {
            if (element.fault() != null) {
                return new Side(element, element.name(), null, null, element.fault());
            }
            MapSize size = MapSize.of(element.tensor());
            try {
                Tensor map = task.plan().steps().map(element.tensor(), scratch);
                requireFinite(map);
                return new Side(element, element.name(), isKept ? map.map(value -> value) : map, size, null);
            } catch (BadDataException e) {
                return new Side(element, element.name(), null, size, e);
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
    }

    private Row compared(Element element, Side one, Side other) {
        ElementMetrics metrics = new ElementMetrics();
        BadDataException fault = one.fault() != null ? one.fault() : other.fault();
        if (fault == null) {
            fault = measure(one.map(), other.map(), metrics);
        }
        if (fault == null) {
            first.tally().rendered();
        } else {
            first.tally().quarantined(element.quarantined(fault));
        }
        String outcome = fault == null ? AuditedElement.OK : fault.reason().text();
        metrics.set(Flag.QUARANTINED, fault != null);
        part.profiles().of(task.byColumns().of(element.row())).add(metrics, outcome);
        return task.table()
                .row(
                        element.id(),
                        element.row(),
                        outcome,
                        fault == null ? null : fault.getMessage(),
                        new ElementTable.Place(element.file(), element.position(), one.size(), null, null),
                        metrics);
    }

    private BadDataException measure(Tensor one, Tensor other, ElementMetrics metrics) {
        boolean isSameSize = one.size(0) == other.size(0) && one.size(1) == other.size(1);
        if (isSameSize) {
            meter.measure(one, other, metrics);
            return null;
        }
        if (!task.plan().resizes()) {
            return new BadDataException(
                    Reason.DIMENSIONS,
                    "the maps are " + one.shapeText() + " and " + other.shapeText()
                            + ": leave out --same-size to compare them at the smaller size");
        }
        boolean isFirstSmaller = one.pixels() <= other.pixels();
        meter.measure(
                isFirstSmaller ? one : resized(one, other), isFirstSmaller ? resized(other, one) : other, metrics);
        return null;
    }

    private static Tensor resized(Tensor map, Tensor wanted) {
        return new Resizing(new Linear(), true).apply(map, wanted.size(0), wanted.size(1));
    }

    private void leaveOut(Side side, boolean isRepeated) {
        BadDataException fault = isRepeated
                ? new BadDataException(
                        Reason.DUPLICATE_ID, "several rows of an input have its key, so it makes no pair")
                : new BadDataException(Reason.UNPAIRED, "the other input has no such key");
        first.tally().quarantined(side.element().quarantined(fault));
    }

    private void end() {
        ended = true;
        task.parts().write(partition, part);
        task.tallies().add(Map.entry(partition, first.tally()));
        task.others().add(Map.entry(partition, second.tally()));
    }
}
