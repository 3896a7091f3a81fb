package org.visionheatmaps.spark.measure;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.run.TallyAccumulator;

/**
 * What a task of a comparison does: rows of a normalised row of each input in, of which one may be missing, rows of the table of pairs out,
 * and profiles into a file of its own.
 *
 * @param plan the same for all tasks
 * @param first how rows of the first input become elements
 * @param second how those of the other do
 * @param byColumns where a row of the first input has what makes its group
 * @param table of the rows to make
 * @param parts where profiles are written
 * @param tallies where the task's counts go, with the rows of the first input
 * @param others where the rows of the other input are counted
 */
public record PairTask(
        Plan plan,
        ReaderConfig first,
        ReaderConfig second,
        GroupColumns byColumns,
        ElementTable table,
        MeasureTask.Parts parts,
        TallyAccumulator tallies,
        TallyAccumulator others)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    /** Places in a row: the two normalised rows, and how many rows of their input have the key of either. */
    public static final int FIRST = 0;

    public static final int SECOND = 1;
    public static final int FIRST_COPIES = 2;
    public static final int SECOND_COPIES = 3;

    /**
     * What is compared.
     *
     * @param steps that make maps
     * @param by columns that make groups
     * @param resizes whether maps of two sizes are compared at the smaller one
     */
    public record Plan(MapSteps steps, List<String> by, boolean resizes) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws Exception {
        return new PairedRows(rows, this);
    }
}
