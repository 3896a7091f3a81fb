package org.visionheatmaps.spark.input;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;

/** Splits batches into rows of one element each, laid out C×H×W. Rows that cannot be read pass with their fault, to be reported later. */
final class SplitRows implements Iterator<Row> {
    private final ElementReader elements;

    SplitRows(Iterator<Row> rows, RowDecoder decoder) {
        this.elements = new ElementReader(rows, ReaderConfig.of(decoder), false);
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public Row next() {
        Element element = elements.next();
        BadDataException fault = element.fault();
        if (fault != null) {
            Row value = RowFactory.create(null, null, fault.reason().name(), fault.getMessage());
            return withValue(element, value, "float32");
        }
        Tensor x = element.tensor();
        Row value = RowFactory.create(new Integer[] {x.size(2), x.size(1), x.size(0)}, Values.encode(x), null, null);
        return withValue(element, value, x.isFloat() ? "float32" : "float64");
    }

    private static Row withValue(Element element, Row value, String dtype) {
        Row row = element.row();
        Object[] columns = new Object[row.size()];
        Arrays.setAll(columns, row::get);
        columns[NormalizedRow.VALUE] = value;
        columns[NormalizedRow.SHAPE] = null;
        columns[NormalizedRow.DTYPE] = dtype;
        columns[NormalizedRow.ELEMENT] = element.split();
        return RowFactory.create(columns);
    }
}
