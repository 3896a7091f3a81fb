package org.visionheatmaps.arrow;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.visionheatmaps.io.arrow.ArrowColumn;

/** Columns that are made of others. */
final class NestedVectors {
    private NestedVectors() {}

    /** Lists of any kind. */
    static final class OfLists extends ArrowVector {
        private final ColumnVector values;

        OfLists(DataType type, ArrowColumn column, ColumnVector values) {
            super(type, column);
            this.values = values;
        }

        @Override
        public ColumnarArray getArray(int row) {
            return new ColumnarArray(values, column().start(row), column().length(row));
        }
    }

    /** Maps: lists of keys and values. */
    static final class OfMaps extends ArrowVector {
        private final ColumnVector keys;
        private final ColumnVector values;

        OfMaps(DataType type, ArrowColumn column, ColumnVector keys, ColumnVector values) {
            super(type, column);
            column.child(0).want();
            this.keys = keys;
            this.values = values;
        }

        @Override
        public ColumnarMap getMap(int row) {
            return new ColumnarMap(keys, values, column().start(row), column().length(row));
        }
    }

    /** Structs. */
    static final class OfStructs extends ArrowVector {
        private final List<? extends ColumnVector> fields;

        OfStructs(DataType type, ArrowColumn column, List<? extends ColumnVector> fields) {
            super(type, column);
            this.fields = fields;
        }

        @Override
        public ColumnVector getChild(int ordinal) {
            return fields.get(ordinal);
        }
    }

    /** The shapes of tensors, in logical order. */
    static final class OfShapes extends ArrowVector {
        private final ColumnVector sizes;
        private final int rank;
        private final boolean isFixed;

        /** @param sizes those of all rows, or of one if they are fixed */
        OfShapes(DataType type, ArrowColumn column, ColumnVector sizes, int rank, boolean isFixed) {
            super(type, column);
            this.sizes = sizes;
            this.rank = rank;
            this.isFixed = isFixed;
        }

        @Override
        public ColumnarArray getArray(int row) {
            return new ColumnarArray(sizes, isFixed ? 0 : row * rank, rank);
        }
    }

    /** The sizes in shapes. */
    static final class OfSizes extends ArrowVector {
        private final IntUnaryOperator size;

        /** @param size of a place */
        OfSizes(DataType type, ArrowColumn column, IntUnaryOperator size) {
            super(type, column);
            this.size = size;
        }

        @Override
        public int getInt(int row) {
            return size.applyAsInt(row);
        }

        @Override
        public boolean isNullAt(int row) {
            return false;
        }

        @Override
        public boolean hasNull() {
            return false;
        }

        @Override
        public int numNulls() {
            return 0;
        }
    }
}
