package org.visionheatmaps.spark.fit;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.pipeline.FitPass;
import org.visionheatmaps.pipeline.PartialCounts;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.spark.input.ElementReader;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.image.RowImages;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.render.RenderedRows;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.spark.run.TallyAccumulator;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * What a task of a fit does: normalised rows in, its counts out. Reads rows as {@link RenderedRows} does, so that the same ones count
 * as are drawn.
 *
 * @param pass what is counted
 * @param reading how rows become elements
 * @param tallies where the rows that were read are counted
 */
record FitTask(JavaSerialized<FitPass> pass, ReaderConfig reading, TallyAccumulator tallies)
        implements MapPartitionsFunction<Row, byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<byte[]> call(Iterator<Row> rows) throws Exception {
        FitPass counting = pass.value(FitPass.class);
        PartialCounts counts = counting.begin();
        ElementReader reader = ElementReader.ofTask(reading.decoder());
        RowImages photographs = reading.decoder().openImages();
        Tally tally = new Tally();
        while (rows.hasNext()) {
            Row row = rows.next();
            ReaderConfig.count(row, tally);
            see(row, reader, photographs, counting, counts);
        }
        tallies.add(Map.entry(TaskContext.getPartitionId(), tally));
        return List.of(counts.encode()).iterator();
    }

    private void see(Row row, ElementReader reader, RowImages photographs, FitPass counting, PartialCounts counts) {
        String id = reading.decoder().id(row);
        try {
            reading.check().check(row, id);
            Values values = reader.read(row);
            IntFunction<RgbImage> images = counting.usesImage() ? photographs.of(row, values.count()) : element -> null;
            for (int element = 0; element < values.count(); element++) {
                see(row, values.element(element), images, element, counting, counts);
            }
        } catch (BadDataException e) {
            leaveOut(row, e, counts);
        }
    }

    private void see(
            Row row, Tensor x, IntFunction<RgbImage> images, int element, FitPass counting, PartialCounts counts) {
        try {
            RgbImage image = images.apply(element);
            counting.see(counts, reading.groups().of(row), reading.nonFinite().admit(x), image);
        } catch (BadDataException e) {
            leaveOut(row, e, counts);
        } catch (IllegalArgumentException e) {
            throw new JobFailedException(e.getMessage(), e);
        }
    }

    private void leaveOut(Row row, BadDataException fault, PartialCounts counts) {
        counts.leaveOut(fault.reason());
        if (reading.failFast()) {
            Quarantined first = Quarantined.of(
                    reading.decoder().id(row),
                    fault,
                    row.getString(NormalizedRow.FILE),
                    row.getLong(NormalizedRow.POSITION));
            throw JobFailedException.atFirstFault(first);
        }
    }
}
