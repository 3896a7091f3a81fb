package org.visionheatmaps.io.arrow;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** The sizes of the nested lists of one row; all lists of one depth must be there and of equal length. */
final class ListSizes {
    private ListSizes() {}

    /**
     * The sizes, from the outermost list to the innermost.
     *
     * @param lists with one row in their window
     * @throws BadDataException if a list is null or of another length than its neighbours
     */
    static int[] of(ArrowColumn lists) {
        int[] sizes = new int[depth(lists.field())];
        ArrowColumn level = lists;
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = level.rows() == 0 ? 0 : size(level, sizes, d);
            level = level.child(0);
        }
        return sizes;
    }

    private static int depth(Field field) {
        return field.getChildren().isEmpty() ? 0 : 1 + depth(field.getChildren().get(0));
    }

    private static int size(ArrowColumn level, int[] sizes, int depth) {
        int first = level.length(0);
        if (level.nulls() == 0 && level.field().getType() instanceof ArrowType.FixedSizeList) {
            return first;
        }
        for (int i = 0; i < level.rows(); i++) {
            if (level.isNull(i)) {
                throw new BadDataException(
                        Reason.NULL_VALUE,
                        "every nested array must be there, but " + place(i, sizes, depth) + " is null");
            }
            if (level.length(i) != first) {
                throw new BadDataException(
                        Reason.BAD_SHAPE,
                        "nested arrays must be of equal length, but " + place(i, sizes, depth) + " has "
                                + level.length(i) + " where " + place(0, sizes, depth) + " has " + first);
            }
        }
        return first;
    }

    /** The indices of a list, of those that it lies in too: {@code [1][0]}. */
    private static String place(int index, int[] sizes, int depth) {
        StringBuilder place = new StringBuilder();
        int rest = index;
        for (int d = depth - 1; d >= 0; d--) {
            place.insert(0, "[" + rest % sizes[d] + "]");
            rest /= sizes[d];
        }
        return place.toString();
    }
}
