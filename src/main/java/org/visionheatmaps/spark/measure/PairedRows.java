package org.visionheatmaps.spark.measure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
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
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** Compares the elements of two rows as they are asked for. An element without a partner is counted and gives no row. */
final class PairedRows implements Iterator<Row>, ElementPairs.Visitor {
    private final PairTask task;
    private final Iterator<Row> rows;
    private final AuditPart part;
    private final int partition = TaskContext.getPartitionId();
    private final ElementPairs pairs;
    private final PairMeter meter = new PairMeter();
    private final Deque<Row> ready = new ArrayDeque<>();
    private boolean isRepeated;
    private boolean ended;

    PairedRows(Iterator<Row> rows, PairTask task) {
        this.rows = rows;
        this.task = task;
        this.pairs = new ElementPairs(task.plan(), task.first(), task.second());
        this.part = new AuditPart(task.plan().by());
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            if (rows.hasNext()) {
                Row row = rows.next();
                isRepeated = copies(row, PairTask.FIRST_COPIES) > 1 || copies(row, PairTask.SECOND_COPIES) > 1;
                pairs.read(row, this);
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

    private static long copies(Row pair, int place) {
        return pair.isNullAt(place) ? 0 : pair.getLong(place);
    }

    @Override
    public void pair(ElementPairs.Side one, ElementPairs.Side other) {
        Element element = one.element();
        ElementMetrics metrics = new ElementMetrics();
        BadDataException fault = null;
        try {
            ElementPairs.Maps maps = pairs.maps(one, other);
            meter.measure(maps.one(), maps.other(), metrics);
            pairs.firstTally().rendered();
        } catch (BadDataException e) {
            fault = e;
            pairs.firstTally().quarantined(element.quarantined(e));
        }
        String outcome = fault == null ? AuditedElement.OK : fault.reason().text();
        metrics.set(Flag.QUARANTINED, fault != null);
        part.profiles().of(task.byColumns().of(element.row())).add(metrics, outcome);
        Element with = other.element();
        ready.add(task.table()
                .row(
                        element.id(),
                        element.row(),
                        outcome,
                        fault == null ? null : fault.getMessage(),
                        ElementTable.Place.ofPair(
                                element.file(), element.position(), one.size(), with.file(), with.position()),
                        metrics));
    }

    @Override
    public void alone(Element element) {
        BadDataException fault = isRepeated
                ? new BadDataException(
                        Reason.DUPLICATE_ID, "several rows of an input have its key, so it makes no pair")
                : new BadDataException(Reason.UNPAIRED, "the other input has no such key");
        pairs.firstTally().quarantined(element.quarantined(fault));
    }

    private void end() {
        ended = true;
        task.parts().write(partition, part);
        task.tallies().add(Map.entry(partition, pairs.firstTally()));
        task.others().add(Map.entry(partition, pairs.secondTally()));
    }
}
