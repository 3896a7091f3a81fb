package org.visionheatmaps.spark.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.visionheatmaps.audit.AuditPart;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.io.publish.StagedFiles;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.spark.input.ElementReader;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.image.RowImages;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.tensor.BadDataException;

/** Measures rows as they are asked for: one row, and of it one element, is in memory at a time. */
final class MeasuredRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final MeasureTask task;
    private final ElementMeasure audit;
    private final AuditPart part;
    private final int partition = TaskContext.getPartitionId();
    private final ElementReader reader;
    private final RowImages images;
    private final Tally tally = new Tally();

    private Row row;
    private String id;
    private Values values;
    private RowImage image;
    private int element;
    private Row next;
    private boolean ended;

    MeasuredRows(Iterator<Row> rows, MeasureTask task) throws IOException, ClassNotFoundException {
        this.rows = rows;
        this.task = task;
        this.reader = ElementReader.ofTask(task.reading().decoder());
        this.images = task.reading().decoder().openImages();
        MeasureTask.Plan plan = task.plan().value(MeasureTask.Plan.class);
        this.part = new AuditPart(plan.by());
        this.audit = new ElementMeasure(plan);
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            if (values != null && element < values.count()) {
                next = measureNextElement();
            } else if (rows.hasNext()) {
                next = openRow(rows.next());
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

    /** Reads a row; gives what is to be told of it if that fails. */
    private Row openRow(Row opened) {
        row = opened;
        id = task.reading().decoder().id(row);
        element = 0;
        values = null;
        ReaderConfig.count(row, tally);
        image = RowImage.of(row, images, audit.hasImages());
        try {
            values = reader.read(row);
            return null;
        } catch (BadDataException e) {
            String rowId = row.isNullAt(NormalizedRow.ELEMENT) ? id : id + "/" + row.getInt(NormalizedRow.ELEMENT);
            ElementMetrics nothing = new ElementMetrics();
            image.describe(nothing, null);
            return tell(rowId, new ElementMeasure.Result(nothing, null, e));
        }
    }

    private Row measureNextElement() {
        int index = element++;
        Integer number = !row.isNullAt(NormalizedRow.ELEMENT)
                ? Integer.valueOf(row.getInt(NormalizedRow.ELEMENT))
                : values.isBatch() ? Integer.valueOf(index) : null;
        return tell(
                number == null ? id : id + "/" + number,
                audit.measure(
                        values.element(index),
                        image,
                        task.reading().groups().of(row),
                        part.profiles().of(task.byColumns().of(row)).values()));
    }

    private Row tell(String elementId, ElementMeasure.Result result) {
        BadDataException fault = result.fault();
        if (fault == null) {
            tally.rendered();
        } else {
            tally.quarantined(Quarantined.of(
                    elementId, fault, row.getString(NormalizedRow.FILE), row.getLong(NormalizedRow.POSITION)));
        }
        String outcome = fault == null ? AuditedElement.OK : fault.reason().text();
        result.metrics().set(Flag.QUARANTINED, fault != null);
        part.profiles().of(task.byColumns().of(row)).add(result.metrics(), outcome);
        return task.table()
                .row(
                        elementId,
                        row,
                        outcome,
                        fault == null ? null : fault.getMessage(),
                        new ElementTable.Place(
                                row.getString(NormalizedRow.FILE),
                                row.getLong(NormalizedRow.POSITION),
                                result.size(),
                                image.width(),
                                image.height()),
                        result.metrics());
    }

    /** All rows are done: what was measured takes effect, once, whatever other attempts do. */
    private void end() {
        ended = true;
        String name = String.format(Locale.ROOT, "part-%05d", partition);
        try (StagedFiles.Staged file = task.parts().files().create(name)) {
            file.stream().write(part.encode());
            file.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write what was measured", e);
        }
        task.tallies().add(Map.entry(partition, tally));
    }
}
