package org.visionheatmaps.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.visionheatmaps.io.arrow.ArrowColumn;
import org.visionheatmaps.io.arrow.TensorType;

/** Makes vectors of columns, and so defines which parts the reader reads. */
final class Vectors {
    private Vectors() {}

    /**
     * A vector of a column as {@link SparkTypes} has typed it; of a struct perhaps only some fields.
     *
     * @throws IllegalArgumentException if Spark has no type for the column
     */
    static ColumnVector of(DataType type, ArrowColumn column) {
        Field field = column.field();
        if (field.getDictionary() != null) {
            return new DictionaryVector(type, column);
        }
        if (column.tensor().isPresent()) {
            return tensor((StructType) type, column, column.tensor().get());
        }
        ArrowType arrow = field.getType() instanceof ArrowType.ExtensionType extension
                ? extension.storageType()
                : field.getType();
        return switch (arrow.getTypeID()) {
            case Null, Utf8, LargeUtf8, Utf8View, Binary, LargeBinary, BinaryView, FixedSizeBinary ->
                new BytesVector(type, column);
            case Bool -> new NumberVectors.OfBooleans(type, column);
            case Int -> new NumberVectors.OfIntegers(type, column, (ArrowType.Int) arrow);
            case FloatingPoint ->
                switch (((ArrowType.FloatingPoint) arrow).getPrecision()) {
                    case HALF -> new NumberVectors.OfHalves(type, column);
                    case SINGLE -> new NumberVectors.OfFloats(type, column);
                    case DOUBLE -> new NumberVectors.OfDoubles(type, column);
                };
            case Decimal -> new NumberVectors.OfDecimals(type, column, ((ArrowType.Decimal) arrow).getScale());
            case Date -> NumberVectors.OfTimes.dates(type, column, ((ArrowType.Date) arrow).getUnit());
            case Timestamp -> NumberVectors.OfTimes.micros(type, column, ((ArrowType.Timestamp) arrow).getUnit());
            case Duration -> NumberVectors.OfTimes.micros(type, column, ((ArrowType.Duration) arrow).getUnit());
            case List, LargeList, FixedSizeList -> list(type, ((ArrayType) type).elementType(), column);
            case Map -> map((MapType) type, column);
            case Struct -> struct((StructType) type, column);
            default -> throw new IllegalArgumentException("Spark has no type for " + field);
        };
    }

    private static ColumnVector list(DataType type, DataType element, ArrowColumn column) {
        return new NestedVectors.OfLists(type, column, of(element, column.child(0)));
    }

    private static ColumnVector map(MapType type, ArrowColumn column) {
        ArrowColumn entries = column.child(0);
        return new NestedVectors.OfMaps(
                type, column, of(type.keyType(), entries.child(0)), of(type.valueType(), entries.child(1)));
    }

    private static ColumnVector struct(StructType type, ArrowColumn column) {
        List<Field> children = column.field().getChildren();
        List<ColumnVector> fields = new ArrayList<>();
        for (StructField field : type.fields()) {
            int c = 0;
            while (!children.get(c).getName().equals(field.name())) {
                c++;
            }
            fields.add(of(field.dataType(), column.child(c)));
        }
        return new NestedVectors.OfStructs(type, column, fields);
    }

    private static ColumnVector tensor(StructType type, ArrowColumn column, TensorType tensor) {
        List<ColumnVector> fields = new ArrayList<>();
        for (StructField field : type.fields()) {
            if (field.name().equals("data")) {
                ArrowColumn lists = tensor.lists(column);
                fields.add(list(field.dataType(), ((ArrayType) field.dataType()).elementType(), lists));
            } else {
                fields.add(tensor.isFixed() ? fixedShape(field, column, tensor) : ownShapes(field, column, tensor));
            }
        }
        if (!tensor.isFixed()) {
            // The values' order depends on them.
            tensor.shapes(column).want().child(0).want();
        }
        return new NestedVectors.OfStructs(type, column, fields);
    }

    private static ColumnVector fixedShape(StructField field, ArrowColumn column, TensorType tensor) {
        int[] shape = tensor.shape();
        ColumnVector sizes = new NestedVectors.OfSizes(DataTypes.IntegerType, column, d -> shape[d]);
        return new NestedVectors.OfShapes(field.dataType(), column, sizes, shape.length, true);
    }

    private static ColumnVector ownShapes(StructField field, ArrowColumn column, TensorType tensor) {
        ArrowColumn shapes = tensor.shapes(column);
        ArrowColumn memory = shapes.child(0);
        int rank = tensor.rank();
        ColumnVector sizes = new NestedVectors.OfSizes(DataTypes.IntegerType, memory, place -> memory.numbers()
                .getInt((place - place % rank + tensor.memoryDimension(place % rank)) * Integer.BYTES));
        return new NestedVectors.OfShapes(field.dataType(), shapes, sizes, rank, false);
    }
}
