package org.visionheatmaps.spark.fit;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.visionheatmaps.pipeline.FitPass;
import org.visionheatmaps.pipeline.PartialCounts;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.spark.input.Element;
import org.visionheatmaps.spark.input.ElementReader;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.TallyAccumulator;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/**
 * What a task of a fit does: normalised rows in, its counts out. The same elements count as are drawn.
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
        ElementReader elements = new ElementReader(rows, reading, counting.usesImage());
        while (elements.hasNext()) {
            see(elements.next(), counting, counts);
        }
        tallies.add(Map.entry(TaskContext.getPartitionId(), elements.tally()));
        return List.of(counts.encode()).iterator();
    }

    private void see(Element element, FitPass counting, PartialCounts counts) {
        if (element.fault() != null) {
            leaveOut(element, element.fault(), counts);
            return;
        }
        try {
            RgbImage image = counting.usesImage() ? element.image() : null;
            counting.see(counts, element.group(), reading.nonFinite().admit(element.tensor()), image);
        } catch (BadDataException e) {
            leaveOut(element, e, counts);
        } catch (IllegalArgumentException e) {
            throw new JobFailedException(e.getMessage(), e);
        }
    }

    private void leaveOut(Element element, BadDataException fault, PartialCounts counts) {
        counts.leaveOut(fault.reason());
        if (reading.failFast()) {
            throw JobFailedException.atFirstFault(
                    Quarantined.of(element.rowId(), fault, element.file(), element.position()));
        }
    }
}
