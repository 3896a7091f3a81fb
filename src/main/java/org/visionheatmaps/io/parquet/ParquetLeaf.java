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

/**
 * The column of a Parquet file in which the numbers of attributions lie: bytes of a row, or numbers in lists, nested or not, whatever
 * the writer called the groups between.
 */
final class ParquetLeaf {
    /** What a value of the column is. */
    enum Content {
        BYTES,
        FLOAT,
        DOUBLE,
        HALF
    }

    private static final String DATA = "data";

    private final ColumnDescriptor descriptor;
    private final Content content;
    private final int[] listLevels;

    private ParquetLeaf(ColumnDescriptor descriptor, Content content, int[] listLevels) {
        this.descriptor = descriptor;
        this.content = content;
        this.listLevels = listLevels;
    }

    /**
     * The leaf of a column of this name, exactly or else without regard to case; of a struct, that of its field {@code data}. Empty if
     * there is none or numbers do not lie in it.
     */
    static Optional<ParquetLeaf> find(MessageType schema, String name) {
        List<String> names = schema.getFields().stream().map(Type::getName).toList();
        Optional<String> found = names.stream().filter(name::equals).findFirst().or(() -> names.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<String> path = new ArrayList<>();
        List<Integer> listLevels = new ArrayList<>();
        int level = 0;
        Type type = schema.getType(found.get());
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
        return content(type.asPrimitiveType(), !listLevels.isEmpty())
                .map(content -> new ParquetLeaf(
                        descriptor,
                        content,
                        listLevels.stream().mapToInt(Integer::intValue).toArray()));
    }

    private static Optional<Content> content(PrimitiveType type, boolean isInList) {
        boolean isHalf = type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
        Content content =
                switch (type.getPrimitiveTypeName()) {
                    case FLOAT -> isInList ? Content.FLOAT : null;
                    case DOUBLE -> isInList ? Content.DOUBLE : null;
                    case BINARY -> isInList ? null : Content.BYTES;
                    case FIXED_LEN_BYTE_ARRAY ->
                        isHalf ? (isInList ? Content.HALF : null) : isInList ? null : Content.BYTES;
                    default -> null;
                };
        return Optional.ofNullable(content);
    }

    /** The column, with its path and levels. */
    ColumnDescriptor descriptor() {
        return descriptor;
    }

    Content content() {
        return content;
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
