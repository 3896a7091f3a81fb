package org.visionheatmaps.arrow;

import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** The hidden column {@code _metadata}: where a row comes from, by the names of Spark's own file sources. */
final class FileMetadata extends TypedVector {
    static final String NAME = "_metadata";
    private static final String FILE_PATH = "file_path";
    private static final StructType TYPE =
            new StructType().add(FILE_PATH, DataTypes.StringType, false).add("row_index", DataTypes.LongType, false);

    private final ColumnVector[] fields;
    private long firstRow;

    /** @param wanted some of the fields */
    FileMetadata(StructType wanted, String file) {
        super(wanted, NAME);
        this.fields = new ColumnVector[wanted.size()];
        for (int f = 0; f < fields.length; f++) {
            StructField field = wanted.fields()[f];
            fields[f] = field.name().equals(FILE_PATH)
                    ? new ConstantVector(field.dataType(), FILE_PATH, file)
                    : new RowIndex(field.dataType(), field.name());
        }
    }

    static MetadataColumn column() {
        return new MetadataColumn() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public DataType dataType() {
                return TYPE;
            }

            @Override
            public boolean isNullable() {
                return false;
            }

            @Override
            public String comment() {
                return "the file that a row comes from, and the row's position in it";
            }
        };
    }

    /** The position in the file of the window's first row. */
    void setFirstRow(long position) {
        this.firstRow = position;
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        return fields[ordinal];
    }

    @Override
    public boolean hasNull() {
        return false;
    }

    @Override
    public int numNulls() {
        return 0;
    }

    @Override
    public boolean isNullAt(int row) {
        return false;
    }

    private final class RowIndex extends TypedVector {
        RowIndex(DataType type, String name) {
            super(type, name);
        }

        @Override
        public long getLong(int row) {
            return firstRow + row;
        }

        @Override
        public boolean hasNull() {
            return false;
        }

        @Override
        public int numNulls() {
            return 0;
        }

        @Override
        public boolean isNullAt(int row) {
            return false;
        }
    }
}
