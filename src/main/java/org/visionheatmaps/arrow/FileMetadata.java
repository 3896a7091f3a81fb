package org.visionheatmaps.arrow;

import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.visionheatmaps.io.arrow.ArrowFile;

/** The hidden column {@code _metadata}: where a row comes from, by the names of Spark's own file sources. */
final class FileMetadata extends TypedVector {
    static final String NAME = "_metadata";
    private static final String FILE_PATH = "file_path";
    private static final String FILE_SIZE = "file_size";
    private static final String MODIFICATION_TIME = "file_modification_time";
    private static final long MICROS_PER_MILLI = 1000;
    private static final StructType TYPE = new StructType()
            .add(FILE_PATH, DataTypes.StringType, false)
            .add(FILE_SIZE, DataTypes.LongType, false)
            .add(MODIFICATION_TIME, DataTypes.TimestampType, false)
            .add("row_index", DataTypes.LongType, false);

    private final ColumnVector[] fields;
    private long firstRow;

    /** @param wanted some of the fields */
    FileMetadata(StructType wanted, ArrowFile file) {
        super(wanted, NAME);
        this.fields = new ColumnVector[wanted.size()];
        for (int f = 0; f < fields.length; f++) {
            StructField field = wanted.fields()[f];
            DataType type = field.dataType();
            fields[f] = switch (field.name()) {
                case FILE_PATH -> new ConstantVector(type, FILE_PATH, file.path());
                case FILE_SIZE -> new ConstantVector(type, FILE_SIZE, file.length());
                case MODIFICATION_TIME ->
                    new ConstantVector(type, MODIFICATION_TIME, file.version().modified() * MICROS_PER_MILLI);
                default -> new RowIndex(type, field.name());
            };
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
                return "the file that a row comes from, its size and time, and the row's position in it";
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
