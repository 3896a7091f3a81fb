package org.visionheatmaps.spark.render;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.render.Heatmap;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.spark.input.ElementReader;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.image.RowImages;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.output.HeatmapRows;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.QuarantineFile;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.HeapLimit;
import org.visionheatmaps.tensor.RgbImage;

/** Draws rows as they are asked for: one row, and of it one element, is in memory at a time. */
public final class RenderedRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final RenderTask task;
    private final boolean usesImage;
    private final RendererCache renderers;
    private final TaskContext context = TaskContext.get();
    private final ElementReader reader;
    private final RowImages photographs;
    private final Tally tally = new Tally();
    private final QuarantineFile quarantine;

    private Row row;
    private String id;
    private Values values;
    private IntFunction<RgbImage> images;
    private int element;
    private Row next;
    private boolean ended;

    RenderedRows(Iterator<Row> rows, RenderTask task) throws IOException, ClassNotFoundException {
        this.rows = rows;
        this.task = task;
        this.quarantine = new QuarantineFile(task.quarantine(), context);
        this.reader = ElementReader.ofTask(task.reading().decoder());
        this.photographs = task.reading().decoder().openImages();
        Fit fit = task.fit().value(Fit.class);
        this.usesImage = fit.pipeline().usesImage();
        this.renderers = new RendererCache(
                fit,
                task.unseenGroup(),
                task.software(),
                task.encoding(),
                task.reading().nonFinite(),
                task.colorbar());
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            if (values != null && element < values.count()) {
                next = renderNextElement();
            } else if (rows.hasNext()) {
                openRow(rows.next());
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

    private void openRow(Row opened) {
        row = opened;
        id = task.reading().decoder().id(row);
        element = 0;
        values = null;
        ReaderConfig.count(row, tally);
        try {
            task.reading().check().check(row, id);
            Values decoded = reader.read(row);
            images = usesImage ? photographs.of(row, decoded.count()) : null;
            values = decoded;
        } catch (BadDataException e) {
            reject(row.isNullAt(NormalizedRow.ELEMENT) ? id : id + "/" + row.getInt(NormalizedRow.ELEMENT), e);
        }
    }

    private Row renderNextElement() {
        int index = element++;
        Integer number = !row.isNullAt(NormalizedRow.ELEMENT)
                ? Integer.valueOf(row.getInt(NormalizedRow.ELEMENT))
                : values.isBatch() ? Integer.valueOf(index) : null;
        String elementId = number == null ? id : id + "/" + number;
        try {
            RgbImage image = usesImage ? images.apply(number == null ? 0 : number) : null;
            Heatmap heatmap = HeapLimit.guard(
                    () -> renderers.render(task.reading().groups().of(row), elementId, values.element(index), image));
            if (usesImage && image == null) {
                tally.withoutImage();
            }
            tally.rendered();
            return heatmapRow(elementId, task.naming().path(row, id, number), heatmap);
        } catch (BadDataException e) {
            reject(elementId, e);
            return null;
        }
    }

    private Row heatmapRow(String elementId, String path, Heatmap heatmap) {
        int carried = row.size() - NormalizedRow.CARRIED;
        Object[] columns = new Object[carried + HeatmapRows.OWN_COLUMNS];
        int at = 0;
        columns[at++] = elementId;
        for (int c = 0; c < carried; c++) {
            columns[at++] = row.get(NormalizedRow.CARRIED + c);
        }
        ValueRange range = heatmap.range();
        columns[at++] = RowFactory.create(heatmap.png(), path);
        columns[at++] = heatmap.width();
        columns[at++] = heatmap.height();
        columns[at++] = range == null ? null : range.lower();
        columns[at++] = range == null ? null : range.upper();
        columns[at] = heatmap.pipeline();
        return RowFactory.create(columns);
    }

    private void reject(String elementId, BadDataException fault) {
        Quarantined quarantined = Quarantined.of(
                elementId, fault, row.getString(NormalizedRow.FILE), row.getLong(NormalizedRow.POSITION));
        if (task.reading().failFast()) {
            throw JobFailedException.atFirstFault(quarantined);
        }
        tally.quarantined(quarantined);
        quarantine.add(quarantined);
    }

    /** All rows are done: what was found takes effect, once, whatever other attempts do. */
    private void end() {
        ended = true;
        quarantine.commit();
        task.tallies().add(Map.entry(context.partitionId(), tally));
    }
}
