package org.visionheatmaps.spark.measure;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.visionheatmaps.audit.AuditPart;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.metrics.Atlas;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.spark.input.Element;
import org.visionheatmaps.spark.input.ElementReader;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.tensor.BadDataException;

/** Measures elements as they are asked for. */
final class MeasuredRows implements Iterator<Row> {
    private final MeasureTask task;
    private final ElementMeasure audit;
    private final AuditPart part;
    private final int partition = TaskContext.getPartitionId();
    private final ElementReader elements;
    private final Tally tally;

    private RowImage image;
    private RowMask mask;
    private Row next;
    private boolean ended;

    MeasuredRows(Iterator<Row> rows, MeasureTask task) throws IOException, ClassNotFoundException {
        this.task = task;
        this.elements = new ElementReader(rows, task.reading(), false);
        this.tally = elements.tally();
        MeasureTask.Plan plan = task.plan().value(MeasureTask.Plan.class);
        this.part = new AuditPart(plan.by());
        this.audit = task.masks() == null
                ? new ElementMeasure(plan)
                : new ElementMeasure(plan, task.masks().options().measure());
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            if (elements.hasNext()) {
                next = measure(elements.next());
            } else {
                end();
            }
        }
        return next != null;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row result = next;
        next = null;
        return result;
    }

    private Row measure(Element element) {
        if (element.isFirstOfRow()) {
            image = RowImage.of(element, audit.hasImages());
            mask = new RowMask(task.masks(), element.row());
        }
        if (element.fault() != null) {
            ElementMetrics nothing = new ElementMetrics();
            image.describe(nothing, null);
            nothing.set(Flag.MASK_MISSING, mask.isMissing());
            return record(element, new ElementMeasure.Result(nothing, null, element.fault()));
        }
        return record(
                element,
                audit.measure(
                        element.tensor(),
                        image,
                        element.group(),
                        part.profiles().of(task.byColumns().of(element.row())).values(),
                        (map, metrics) -> mask.region(element.batchIndex(), map, image, metrics)));
    }

    private Row record(Element element, ElementMeasure.Result result) {
        BadDataException fault = result.fault();
        if (fault == null) {
            tally.rendered();
        } else {
            tally.quarantined(element.quarantined(fault));
        }
        String outcome = fault == null ? AuditedElement.OK : fault.reason().text();
        result.metrics().set(Flag.QUARANTINED, fault != null);
        result.metrics().setHalf(Atlas.half(element.id()));
        part.profiles().of(task.byColumns().of(element.row())).add(result.metrics(), outcome);
        return task.table()
                .row(
                        element.id(),
                        element.row(),
                        outcome,
                        fault == null ? null : fault.getMessage(),
                        new ElementTable.Place(
                                element.file(), element.position(), result.size(), image.width(), image.height()),
                        result.metrics());
    }

    /** All rows are done: what was measured takes effect, once, whatever other attempts do. */
    private void end() {
        ended = true;
        task.parts().write(partition, part);
        task.tallies().add(Map.entry(partition, tally));
    }
}
