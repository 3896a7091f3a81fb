package org.visionheatmaps.io.value;

import java.util.Arrays;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** The sizes of nested lists, found while their numbers pass; all lists of one depth must be of equal length. */
public final class NestedShape {
    private final int depth;
    private final int[] counts;
    private final int[] sizes;
    private int open;
    private long numbers;
    private long firstNull;
    private boolean isNull;
    private BadDataException problem;

    /** @param depth how deep lists are nested, at least 1 */
    public NestedShape(int depth) {
        this.depth = depth;
        this.counts = new int[depth];
        this.sizes = new int[depth];
    }

    /** Forgets the row before. */
    public void begin() {
        Arrays.fill(counts, 0);
        Arrays.fill(sizes, -1);
        open = 0;
        numbers = 0;
        firstNull = -1;
        isNull = false;
        problem = null;
    }

    /** Numbers that go on in the innermost list. */
    public void more(int count) {
        counts[depth - 1] = Math.addExact(counts[depth - 1], count);
        numbers += count;
    }

    /**
     * More of what came twice already: each goes on in the list of a level, and what lies in it is as it was.
     *
     * @param level at least 1
     * @param areNumbers whether each is a number or a null in place of one
     */
    public void again(int level, int count, boolean areNumbers) {
        counts[level - 1] = Math.addExact(counts[level - 1], count);
        numbers += areNumbers ? count : 0;
    }

    /**
     * A number that begins lists.
     *
     * @param level of the list that it goes on in, of {@code depth}; 0 where a row begins
     */
    public void number(int level) {
        descend(level, depth);
        numbers++;
    }

    /** A null in place of a number. */
    public void nullNumber(int level) {
        if (firstNull < 0) {
            firstNull = numbers;
        }
        number(level);
    }

    /**
     * A list without anything in it.
     *
     * @param level as of a number
     * @param at how many lists it lies in
     */
    public void emptyList(int level, int at) {
        descend(level, at);
        counts[at] = 0;
        open = at + 1;
    }

    /** A null in place of a list. */
    public void nullList(int level, int at) {
        descend(level, at);
        if (at == 0) {
            isNull = true;
        } else {
            fail(Reason.NULL_VALUE, "every nested array must be there, but " + place(at - 1) + " is null");
        }
    }

    private void descend(int level, int to) {
        closeTo(level);
        if (level > 0) {
            counts[level - 1]++;
        }
        for (int d = level; d < to; d++) {
            counts[d] = 1;
        }
        open = to;
    }

    private void closeTo(int level) {
        for (int d = open - 1; d >= Math.max(level, 1); d--) {
            if (sizes[d] < 0) {
                sizes[d] = counts[d];
            } else if (sizes[d] != counts[d]) {
                failLength(d);
            }
        }
    }

    private void failLength(int d) {
        int differs = d - 1;
        while (differs > 0 && counts[differs] == 1) {
            differs--;
        }
        String parent = differs == 0 ? "" : place(differs - 1);
        fail(
                Reason.BAD_SHAPE,
                "nested arrays must be of equal length, but " + place(differs) + " has " + counts[d] + " where "
                        + parent + "[0] has " + sizes[d]);
    }

    /** The index of the current list at a depth, and of those that it lies in. */
    private String place(int at) {
        StringBuilder place = new StringBuilder();
        for (int d = 0; d <= at; d++) {
            place.append('[').append(counts[d] - 1).append(']');
        }
        return place.toString();
    }

    private void fail(Reason reason, String message) {
        if (problem == null) {
            problem = new BadDataException(reason, message);
        }
    }

    /**
     * The sizes, once the row is over.
     *
     * @throws BadDataException if the row is null, a list or number in it is, or lists differ in length
     */
    public int[] end() {
        if (isNull) {
            throw new BadDataException(Reason.NULL_VALUE, "the attribution is null");
        }
        closeTo(0);
        if (problem != null) {
            throw problem;
        }
        if (firstNull >= 0) {
            throw new BadDataException(
                    Reason.NULL_VALUE, "every value must be a number, but there is a null at position " + firstNull);
        }
        int[] shape = sizes.clone();
        shape[0] = counts[0];
        for (int d = 1; d < depth; d++) {
            shape[d] = Math.max(shape[d], 0);
        }
        return shape;
    }
}
