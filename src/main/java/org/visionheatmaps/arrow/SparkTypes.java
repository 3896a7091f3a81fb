package org.visionheatmaps.arrow;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.arrow.TensorType;

/** What the types of Arrow are in Spark. Everything may be null there, as in Spark's own file sources. */
final class SparkTypes {
    /** The metadata of a tensor's column: its shape, if all have one; its dimensions' names; the letters that they spell, such as CHW. */
    static final String SHAPE = "tensor.shape";

    static final String DIMENSIONS = "tensor.dim_names";
    /** See {@link ArrowTensorSource#LAYOUT}. */
    static final String LAYOUT = ArrowTensorSource.LAYOUT;

    private static final int UNSIGNED_LONG_DIGITS = 20;

    private SparkTypes() {}

    /** A column; of {@link DataTypes#NullType} if Spark has no type for it. */
    static StructField column(Field field) {
        return new StructField(
                field.getName(),
                type(field).orElse(DataTypes.NullType),
                true,
                TensorType.of(field).map(SparkTypes::metadata).orElse(Metadata.empty()));
    }

    private static Metadata metadata(TensorType tensor) {
        MetadataBuilder metadata = new MetadataBuilder();
        if (tensor.isFixed()) {
            metadata.putLongArray(
                    SHAPE, Arrays.stream(tensor.shape()).asLongStream().toArray());
        }
        if (!tensor.dimensionNames().isEmpty()) {
            metadata.putStringArray(DIMENSIONS, tensor.dimensionNames().toArray(String[]::new));
        }
        tensor.layout().ifPresent(layout -> metadata.putString(LAYOUT, layout));
        return metadata.build();
    }

    /** The type of a field, if Spark has one. */
    static Optional<DataType> type(Field field) {
        Optional<TensorType> tensor = field.getDictionary() == null ? TensorType.of(field) : Optional.empty();
        if (tensor.isPresent()) {
            return tensor(field, tensor.get());
        }
        ArrowType type = field.getType() instanceof ArrowType.ExtensionType extension
                ? extension.storageType()
                : field.getType();
        return Optional.ofNullable(
                switch (type.getTypeID()) {
                    // A column that is null throughout. Spark's void cannot be written to Parquet.
                    case Null, Utf8, LargeUtf8, Utf8View -> DataTypes.StringType;
                    case Binary, LargeBinary, BinaryView, FixedSizeBinary -> DataTypes.BinaryType;
                    case Bool -> DataTypes.BooleanType;
                    case Int -> integer((ArrowType.Int) type);
                    case FloatingPoint ->
                        switch (((ArrowType.FloatingPoint) type).getPrecision()) {
                            // Spark has no half; every half is a float.
                            case HALF, SINGLE -> DataTypes.FloatType;
                            case DOUBLE -> DataTypes.DoubleType;
                        };
                    case Decimal -> decimal((ArrowType.Decimal) type);
                    case Date -> DataTypes.DateType;
                    case Timestamp ->
                        ((ArrowType.Timestamp) type).getTimezone() == null
                                ? DataTypes.TimestampNTZType
                                : DataTypes.TimestampType;
                    case Duration -> DataTypes.createDayTimeIntervalType();
                    case List, LargeList, FixedSizeList ->
                        type(field.getChildren().get(0))
                                .map(element -> DataTypes.createArrayType(element, true))
                                .orElse(null);
                    case Map -> map(field.getChildren().get(0).getChildren());
                    case Struct -> struct(field.getChildren());
                    default -> null;
                });
    }

    private static DataType integer(ArrowType.Int type) {
        int bits = type.getBitWidth();
        if (type.getIsSigned()) {
            return bits == 8
                    ? DataTypes.ByteType
                    : bits == 16 ? DataTypes.ShortType : bits == 32 ? DataTypes.IntegerType : DataTypes.LongType;
        }
        return bits == 8
                ? DataTypes.ShortType
                : bits == 16
                        ? DataTypes.IntegerType
                        : bits == 32 ? DataTypes.LongType : DataTypes.createDecimalType(UNSIGNED_LONG_DIGITS, 0);
    }

    private static DataType decimal(ArrowType.Decimal type) {
        boolean fits = type.getPrecision() <= DecimalType.MAX_PRECISION()
                && type.getScale() >= 0
                && type.getScale() <= type.getPrecision();
        return fits ? DataTypes.createDecimalType(type.getPrecision(), type.getScale()) : null;
    }

    private static DataType map(List<Field> entry) {
        Optional<DataType> key = type(entry.get(0));
        Optional<DataType> value = type(entry.get(1));
        return key.isPresent() && value.isPresent() ? DataTypes.createMapType(key.get(), value.get(), true) : null;
    }

    private static DataType struct(List<Field> children) {
        StructType struct = new StructType();
        for (Field child : children) {
            Optional<DataType> type = type(child);
            if (type.isEmpty()) {
                return null;
            }
            struct = struct.add(child.getName(), type.get(), true);
        }
        return struct;
    }

    private static Optional<DataType> tensor(Field field, TensorType tensor) {
        List<Field> parts = field.getChildren();
        Field numbers = tensor.isFixed()
                ? parts.get(0)
                : parts.stream()
                        .filter(part -> part.getName().equals("data"))
                        .findFirst()
                        .orElseThrow()
                        .getChildren()
                        .get(0);
        return type(numbers).map(number -> new StructType()
                .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, true), true)
                .add("data", DataTypes.createArrayType(number, true), true));
    }
}
