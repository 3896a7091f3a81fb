package org.visionheatmaps.io.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;

/**
 * An array as it stands in a file, read front to back. A batch is read element by element, so that no more than one is in memory.
 *
 * <p>What a header promises is believed only as the bytes come.
 */
public final class NpyReader {
    /** More bytes than this would not go through a row. */
    private static final long MAX_BYTES = 1L << 30;

    /** As NumPy has. */
    private static final int MAX_RANK = 32;

    private final NumberType type;
    private final ByteOrder order;
    private final boolean isFortran;
    private final List<Integer> shape;
    private final InputStream bytes;

    /**
     * @param order of the bytes of a number
     * @param isFortran whether the first dimension varies fastest; otherwise the last does
     * @param bytes the numbers; closing them is not the array's
     * @throws BadDataException if no attribution has such a shape
     */
    NpyReader(NumberType type, ByteOrder order, boolean isFortran, List<Integer> shape, InputStream bytes) {
        if (shape.size() < 2 || shape.size() > MAX_RANK) {
            throw new BadDataException(
                    Reason.BAD_SHAPE,
                    "an attribution has 2, 3 or (a batch) 4 dimensions, but this array has the shape " + shape);
        }
        if (shape.contains(0)) {
            throw new BadDataException(Reason.EMPTY, "the array has the shape " + shape + ", which is empty");
        }
        this.type = type;
        this.order = order;
        this.isFortran = isFortran;
        this.shape = List.copyOf(shape);
        this.bytes = bytes;
    }

    /** How many bytes the array takes in the file. */
    long length() {
        long length = type.bytes();
        for (int size : shape) {
            length = length <= Long.MAX_VALUE / size ? length * size : Long.MAX_VALUE >> 1;
        }
        return length;
    }

    /**
     * A reader of the array's rows.
     *
     * @param layout the declared order of dimensions, which says whether a batch's elements follow one another
     * @param as what numbers are converted to that are no floats; without it they are refused
     * @throws BadDataException if the numbers are refused, or a row would be too large
     */
    public Rows rows(Layout layout, Optional<DType> as) {
        DType to = type.kept()
                .or(() -> as)
                .orElseThrow(() -> new BadDataException(
                        Reason.UNKNOWN_DTYPE,
                        "the array holds " + type + ", which is no attribution's type: --as float32 converts it"));
        if (to.type() == NumberType.FLOAT16 && type != NumberType.FLOAT16) {
            throw new IllegalArgumentException("Whole numbers become float32 or float64, not float16");
        }
        return new Rows(to, layout.axes(shape.size()).startsWith("N"));
    }

    /**
     * A reader of a row for each index of the first dimension, whatever the layout says of it.
     *
     * @throws BadDataException as {@link #rows}, or if the layout has no elements of the other dimensions
     */
    public Rows elements(Layout layout, Optional<DType> as) {
        if (layout.axes(shape.size() - 1).isEmpty()) {
            throw new BadDataException(
                    Reason.BAD_SHAPE,
                    "the array has the shape " + shape + ", and layout " + layout + " has no elements of the shape "
                            + shape.subList(1, shape.size()) + ": --layout says what its dimensions are");
        }
        Rows whole = rows(layout, as);
        return whole.isBatch() ? whole : new Rows(whole.dtype(), true);
    }

    /**
     * All numbers of the array; they hold until others are read into the memory.
     *
     * @throws BadDataException if the array would be too large, ends early, or has no shape of the layout
     */
    Values values(Layout layout, NumberMemory memory) throws IOException {
        DType to = type.kept().orElse(DType.FLOAT32);
        byte[] numbers = new Rows(to, false).next();
        return Values.decode(
                numbers, to, shape.stream().mapToInt(Integer::intValue).toArray(), layout, memory);
    }

    /** The rows of an array: one, or one for each element of a batch. */
    public final class Rows {
        private final DType dtype;
        private final boolean isBatch;
        private final List<Integer> rowShape;
        private final int count;
        private final int numbers;
        private byte[] whole;
        private int next;

        private Rows(DType dtype, boolean isBatch) {
            this.dtype = dtype;
            this.isBatch = isBatch;
            this.rowShape = isBatch ? shape.subList(1, shape.size()) : shape;
            this.count = isBatch ? shape.get(0) : 1;
            long product = 1;
            for (int size : isFortran ? shape : rowShape) {
                product *= size;
                if (product * Math.max(type.bytes(), dtype.bytes()) > MAX_BYTES) {
                    throw new BadDataException(
                            Reason.BAD_SHAPE,
                            "an array of shape " + shape + " takes more than " + MAX_BYTES + " bytes "
                                    + (isFortran ? "in Fortran order, which must be read whole" : "a row")
                                    + ": save it in parts");
                }
            }
            this.numbers = Math.toIntExact(isFortran && isBatch ? product / count : product);
        }

        /** Whether the rows are elements of a batch, which have numbers. */
        public boolean isBatch() {
            return isBatch;
        }

        /** The sizes of each row, in the order of the layout. */
        public List<Integer> shape() {
            return rowShape;
        }

        /** What the bytes of each row are. */
        public DType dtype() {
            return dtype;
        }

        /** Whether there is another row. */
        public boolean hasNext() {
            return next < count;
        }

        /**
         * The little-endian numbers of the next row, in C order.
         *
         * @throws BadDataException if the file ends before
         */
        public byte[] next() throws IOException {
            int index = next++;
            if (!isFortran) {
                return type.convert(read(numbers), order, dtype);
            }
            if (whole == null) {
                whole = inCOrder(type.convert(read(numbers * count), order, dtype));
            }
            int length = numbers * dtype.bytes();
            if (!isBatch) {
                return whole;
            }
            byte[] row = new byte[length];
            System.arraycopy(whole, index * length, row, 0, length);
            return row;
        }

        private byte[] read(int wanted) throws IOException {
            int length = wanted * type.bytes();
            byte[] read = bytes.readNBytes(length);
            if (read.length < length) {
                throw new BadDataException(
                        Reason.WRONG_LENGTH,
                        "the array of shape " + shape + " and type " + type + " ends early: of " + length
                                + " bytes, only " + read.length + " came");
            }
            return read;
        }

        private byte[] inCOrder(byte[] fortran) {
            int size = dtype.bytes();
            byte[] out = new byte[fortran.length];
            int[] index = new int[shape.size()];
            int[] strides = new int[index.length];
            int stride = size;
            for (int d = 0; d < index.length; d++) {
                strides[d] = stride;
                stride *= shape.get(d);
            }
            int from = 0;
            for (int at = 0; at < out.length; at += size) {
                for (int b = 0; b < size; b++) {
                    out[at + b] = fortran[from + b];
                }
                for (int d = index.length - 1; d >= 0; d--) {
                    from += strides[d];
                    if (++index[d] < shape.get(d)) {
                        break;
                    }
                    from -= strides[d] * shape.get(d);
                    index[d] = 0;
                }
            }
            return out;
        }
    }
}
