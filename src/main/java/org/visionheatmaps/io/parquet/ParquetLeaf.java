package org.visionheatmaps.io.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.text.FieldPath;

/**
 * The column of a Parquet file in which the numbers of attributions lie: bytes of a row, or numbers in lists, nested or not, whatever
 * the writer called the groups between.
 */
final class ParquetLeaf {
    private static final String DATA = "data";

    private final ColumnDescriptor descriptor;
    /** The type of the numbers in its lists; null if its values are bytes. */
    private final NumberType numbers;

    private final int[] listLevels;

    private ParquetLeaf(ColumnDescriptor descriptor, NumberType numbers, int[] listLevels) {
        this.descriptor = descriptor;
        this.numbers = numbers;
        this.listLevels = listLevels;
    }

    /**
     * The leaf of a column of this name, exactly or else without regard to case, or of a field of structs; of a struct, that of its
     * field {@code data}. Empty if there is none or numbers do not lie in it.
     *
     * @param name of the column, or a path as {@link FieldPath} reads it if there is no such column
     */
    static Optional<ParquetLeaf> find(MessageType schema, String name) {
        List<String> path = new ArrayList<>();
        List<Integer> listLevels = new ArrayList<>();
        int level = 0;
        Optional<Type> found = field(schema, name);
        if (found.isEmpty()) {
            List<String> names = FieldPath.parse(name);
            found = field(schema, names.get(0));
            for (int n = 1; n < names.size() && found.isPresent(); n++) {
                Type struct = found.get();
                if (struct.isPrimitive() || struct.isRepetition(Repetition.REPEATED)) {
                    return Optional.empty();
                }
                path.add(struct.getName());
                level += struct.isRepetition(Repetition.REQUIRED) ? 0 : 1;
                found = field(struct.asGroupType(), names.get(n));
            }
        }
        return found.isEmpty() ? Optional.empty() : find(schema, found.get(), path, listLevels, level);
    }

    private static Optional<Type> field(GroupType group, String name) {
        return group.getFields().stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .or(() -> group.getFields().stream()
                        .filter(field -> field.getName().equalsIgnoreCase(name))
                        .findFirst());
    }

    private static Optional<ParquetLeaf> find(
            MessageType schema, Type column, List<String> path, List<Integer> listLevels, int outerLevel) {
        int level = outerLevel;
        Type type = column;
        while (true) {
            path.add(type.getName());
            level += type.isRepetition(Repetition.REQUIRED) ? 0 : 1;
            if (type.isRepetition(Repetition.REPEATED)) {
                listLevels.add(level);
            }
            if (type.isPrimitive()) {
                break;
            }
            GroupType group = type.asGroupType();
            if (group.containsField(DATA) && listLevels.isEmpty()) {
                type = group.getType(DATA);
            } else if (group.getFieldCount() == 1) {
                type = group.getType(0);
            } else {
                return Optional.empty();
            }
        }
        ColumnDescriptor descriptor = schema.getColumnDescription(path.toArray(new String[0]));
        PrimitiveType values = type.asPrimitiveType();
        NumberType numbers = numbers(values);
        if (listLevels.isEmpty() ? !isBytes(values) : numbers == null) {
            return Optional.empty();
        }
        return Optional.of(new ParquetLeaf(
                descriptor,
                listLevels.isEmpty() ? null : numbers,
                listLevels.stream().mapToInt(Integer::intValue).toArray()));
    }

    private static boolean isBytes(PrimitiveType type) {
        boolean isHalf = Meanings.isHalf(type.getLogicalTypeAnnotation());
        return switch (type.getPrimitiveTypeName()) {
            case BINARY -> true;
            case FIXED_LEN_BYTE_ARRAY -> !isHalf;
            default -> false;
        };
    }

    /** The type of numbers as they are stored, which is wider than that which is meant for the smaller whole numbers; null if none. */
    private static NumberType numbers(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        boolean isWhole = meaning == null || meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation;
        boolean isSigned =
                !(meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation whole) || whole.isSigned();
        return switch (type.getPrimitiveTypeName()) {
            case FLOAT -> NumberType.FLOAT32;
            case DOUBLE -> NumberType.FLOAT64;
            case INT32 -> isWhole ? isSigned ? NumberType.INT32 : NumberType.UINT32 : null;
            case INT64 -> isWhole ? isSigned ? NumberType.INT64 : NumberType.UINT64 : null;
            case BOOLEAN -> NumberType.BOOL;
            case FIXED_LEN_BYTE_ARRAY -> Meanings.isHalf(meaning) ? NumberType.FLOAT16 : null;
            default -> null;
        };
    }

    /** The column, with its path and levels. */
    ColumnDescriptor descriptor() {
        return descriptor;
    }

    /** The type of the numbers in its lists, as they are stored; null if its values are bytes. */
    NumberType numbers() {
        return numbers;
    }

    /** The definition level from which a list has an element, of the list that lies in so many others. */
    int elementLevel(int list) {
        return listLevels[list];
    }

    /** How deep lists are nested: 0 for bytes. */
    int depth() {
        return listLevels.length;
    }

    /** Whether the path of a column's chunk is this one's. */
    boolean hasPath(String[] path) {
        return Arrays.equals(descriptor.getPath(), path);
    }
}
