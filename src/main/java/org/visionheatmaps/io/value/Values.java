package org.visionheatmaps.io.value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.Tensor;

/** The numbers of one row: bytes under a shape, as a batch of one or more elements. */
public final class Values {
    private static final int PIECE = 1 << 20;

    private final Layout.Elements elements;
    private final float[] floats;
    private final double[] doubles;

    private Values(Layout.Elements elements, NumberMemory memory, DType dtype) {
        this.elements = elements;
        this.floats = dtype.isDouble() ? null : memory.floats();
        this.doubles = dtype.isDouble() ? memory.doubles() : null;
    }

    /**
     * Reads the numbers. Doubles stay doubles; all others become floats.
     *
     * @param shape sizes in the order of the layout
     * @throws BadDataException if the shape does not suit the layout or the length does not suit the shape
     */
    public static Values decode(byte[] bytes, DType dtype, int[] shape, Layout layout) {
        return decode(bytes, dtype, shape, layout, new NumberMemory());
    }

    /**
     * Reads the numbers into memory that is used again: they hold until the next row is read into it.
     *
     * @throws BadDataException as without
     */
    public static Values decode(byte[] bytes, DType dtype, int[] shape, Layout layout, NumberMemory memory) {
        try {
            return decode(ByteSource.of(ByteBuffer.wrap(bytes)), dtype, shape, layout, memory);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    /** The same of bytes that need not all be in memory. */
    public static Values decode(ByteSource bytes, DType dtype, int[] shape, Layout layout, NumberMemory memory)
            throws IOException {
        Layout.Elements elements = layout.elements(shape);
        long wanted = (long) elements.length() * dtype.bytes();
        if (bytes.left() != wanted) {
            throw wrongLength(bytes.left(), dtype, shape, elements.length());
        }
        memory.clear();
        memory.reserve(dtype, elements.length());
        for (long left = wanted; left > 0; left = bytes.left()) {
            ByteBuffer piece = bytes.take((int) Math.min(left, PIECE));
            memory.add(dtype.type(), dtype.ordered(piece));
        }
        return new Values(elements, memory, dtype);
    }

    /**
     * The numbers that memory holds.
     *
     * @throws BadDataException if the shape does not suit the layout or the count does not suit the shape
     */
    public static Values of(NumberMemory memory, DType dtype, int[] shape, Layout layout) {
        Layout.Elements elements = layout.elements(shape);
        if (memory.count() != elements.length()) {
            throw wrongLength((long) memory.count() * dtype.bytes(), dtype, shape, elements.length());
        }
        return new Values(elements, memory, dtype);
    }

    private static BadDataException wrongLength(long came, DType dtype, int[] shape, int count) {
        StringBuilder message = new StringBuilder("shape ")
                .append(Arrays.toString(shape))
                .append(" needs ")
                .append(count)
                .append(" values, but ")
                .append(came / dtype.bytes())
                .append(came % dtype.bytes() == 0 ? "" : " and a fraction")
                .append(" came");
        List<String> fitting = Stream.of(NumberType.FLOAT16, NumberType.FLOAT32, NumberType.FLOAT64)
                .filter(other -> other != dtype.type() && came == (long) count * other.bytes())
                .map(NumberType::toString)
                .toList();
        if (dtype.type().kept().isPresent() && !fitting.isEmpty()) {
            message.append(" (")
                    .append(came)
                    .append(" bytes as ")
                    .append(dtype)
                    .append("; as ")
                    .append(fitting.get(0))
                    .append(" they would fit)");
        }
        return new BadDataException(BadDataException.Reason.WRONG_LENGTH, message.toString());
    }

    /** Whether the row is a batch, whose elements have names. */
    public boolean isBatch() {
        return elements.isBatch();
    }

    /** The number of elements. */
    public int count() {
        return elements.count();
    }

    /** The elements by their names and places in the batch. */
    public Layout.Elements elements() {
        return elements;
    }

    /** One element as W×H×C, a view. */
    public Tensor element(int index) {
        return floats != null ? elements.element(floats, index) : elements.element(doubles, index);
    }

    /** The values of an element as little-endian bytes in C order C×H×W, in their dtype. */
    public static byte[] encode(Tensor x) {
        int size = x.isFloat() ? Float.BYTES : Double.BYTES;
        byte[] bytes = new byte[Math.multiplyExact(Math.multiplyExact(x.pixels(), x.size(2)), size)];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < x.size(2); c++) {
            for (int j = 0; j < x.size(1); j++) {
                int at = x.offset() + c * x.stride(2) + j * x.stride(1);
                for (int i = 0; i < x.size(0); i++, at += x.stride(0)) {
                    if (x.isFloat()) {
                        out.putFloat(x.floats()[at]);
                    } else {
                        out.putDouble(x.doubles()[at]);
                    }
                }
            }
        }
        return bytes;
    }
}
