package org.visionheatmaps.arrow;

import org.apache.spark.sql.types.DataType;
import org.visionheatmaps.io.arrow.ArrowColumn;

/** The window of a column, as Spark sees it. */
abstract class ArrowVector extends TypedVector {
    private final ArrowColumn column;

    ArrowVector(DataType type, ArrowColumn column) {
        super(type, column.field().getName());
        this.column = column.want();
    }

    final ArrowColumn column() {
        return column;
    }

    @Override
    public boolean hasNull() {
        return column.nulls() > 0;
    }

    @Override
    public int numNulls() {
        return column.nulls();
    }

    @Override
    public boolean isNullAt(int row) {
        return column.isNull(row);
    }
}
