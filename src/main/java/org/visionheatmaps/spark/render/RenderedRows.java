package org.visionheatmaps.spark.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.render.Heatmap;
import org.visionheatmaps.render.Renderer;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.spark.input.Element;
import org.visionheatmaps.spark.input.ElementReader;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.measure.MapSize;
import org.visionheatmaps.spark.measure.RowMask;
import org.visionheatmaps.spark.output.HeatmapRows;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.QuarantineFile;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.HeapLimit;
import org.visionheatmaps.tensor.ObjectPlace;
import org.visionheatmaps.tensor.RgbImage;

/** Draws elements as they are asked for. */
public final class RenderedRows implements Iterator<Row> {
    private final RenderTask task;
    private final boolean usesImage;
    private final RendererCache renderers;
    private final TaskContext context = TaskContext.get();
    private final ElementReader elements;
    private final Tally tally;
    private final QuarantineFile quarantine;

    private Row maskedRow;
    private RowMask mask;
    private Row next;
    private boolean ended;

    RenderedRows(Iterator<Row> rows, RenderTask task) throws IOException, ClassNotFoundException {
        this.task = task;
        this.quarantine = new QuarantineFile(task.quarantine(), context);
        Fit fit = task.fit().value(Fit.class);
        this.usesImage =
                fit.pipeline().usesImage() || task.settings().composition().usesImage();
        this.elements = new ElementReader(rows, task.reading(), usesImage);
        this.tally = elements.tally();
        this.renderers = new RendererCache(fit, task.unseenGroup(), task.settings());
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            if (elements.hasNext()) {
                next = render(elements.next());
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

    /** The element's row of the output; null if it cannot be drawn. */
    private Row render(Element element) {
        if (element.fault() != null) {
            reject(element, element.fault());
            return null;
        }
        try {
            String id = element.id();
            RgbImage image = usesImage ? element.image() : null;
            String caption = task.caption() == null ? null : task.caption().of(id, element.row());
            ObjectPlace object = maskOf(element.row()).place(element.batchIndex(), MapSize.of(element.tensor()));
            Renderer.Beside beside = new Renderer.Beside(image, object, caption);
            Heatmap heatmap = HeapLimit.guard(() -> renderers.render(element.group(), id, element.tensor(), beside));
            if (usesImage && image == null) {
                tally.withoutImage();
            }
            tally.rendered();
            tally.degenerate(heatmap.degeneracies());
            return heatmapRow(element, id, heatmap);
        } catch (BadDataException e) {
            reject(element, e);
            return null;
        }
    }

    /** The mask of a row, which all of its elements share. */
    private RowMask maskOf(Row row) {
        if (row != maskedRow) {
            maskedRow = row;
            mask = new RowMask(task.masks(), row);
        }
        return mask;
    }

    private Row heatmapRow(Element element, String id, Heatmap heatmap) {
        Row row = element.row();
        String path = task.naming().path(row, element.rowId(), element.name());
        List<Object> carried = new ArrayList<>();
        int end = task.masks() == null ? row.size() : task.masks().place();
        for (int at = NormalizedRow.CARRIED; at < end; at++) {
            carried.add(row.get(at));
        }
        return HeatmapRows.row(id, carried, heatmap, path, task.settings().boxShare() > 0);
    }

    private void reject(Element element, BadDataException fault) {
        Quarantined quarantined = element.quarantined(fault);
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
