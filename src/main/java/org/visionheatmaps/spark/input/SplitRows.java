package org.visionheatmaps.spark.input;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;
import scala.jdk.javaapi.CollectionConverters;

/** Splits batches into rows of one element each, laid out C×H×W. Rows that cannot be read pass as they are, to be told of later. */
final class SplitRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final ElementReader reader;
    private final Deque<Row> elements = new ArrayDeque<>();

    SplitRows(Iterator<Row> rows, RowDecoder decoder) {
        this.rows = rows;
        this.reader = ElementReader.ofTask(decoder);
    }

    @Override
    public boolean hasNext() {
        return !elements.isEmpty() || rows.hasNext();
    }

    @Override
    public Row next() {
        if (elements.isEmpty()) {
            split(rows.next());
        }
        return elements.remove();
    }

    private void split(Row row) {
        Values values;
        try {
            values = reader.read(row);
        } catch (BadDataException e) {
            elements.add(
                    withValue(row, RowFactory.create(null, null, e.reason().name(), e.getMessage()), "float32", null));
            return;
        }
        for (int k = 0; k < values.count(); k++) {
            Tensor x = values.element(k);
            Row value = RowFactory.create(
                    CollectionConverters.asScala(List.of(x.size(2), x.size(1), x.size(0)))
                            .toSeq(),
                    Values.encode(x),
                    null,
                    null);
            elements.add(withValue(row, value, x.isFloat() ? "float32" : "float64", values.isBatch() ? k : null));
        }
    }

    private static Row withValue(Row row, Row value, String dtype, Integer element) {
        Object[] columns = new Object[row.size()];
        Arrays.setAll(columns, row::get);
        columns[NormalizedRow.VALUE] = value;
        columns[NormalizedRow.SHAPE] = null;
        columns[NormalizedRow.DTYPE] = dtype;
        columns[NormalizedRow.ELEMENT] = element;
        return RowFactory.create(columns);
    }
}
