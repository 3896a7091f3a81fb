package org.visionheatmaps.io.value;

import java.nio.ByteBuffer;
import org.visionheatmaps.tensor.HeapLimit;

/** Arrays of numbers that are used again for the next row. Not for two threads at once. */
public final class NumberMemory {
    private float[] floats = {};
    private double[] doubles = {};
    private int count;

    /** The floats, and room for more behind them. */
    float[] floats() {
        return floats;
    }

    /** The doubles, and room for more behind them. */
    double[] doubles() {
        return doubles;
    }

    /** Forgets what was added. */
    public void clear() {
        count = 0;
    }

    /** How many numbers were added. */
    public int count() {
        return count;
    }

    /**
     * These numbers in another order.
     *
     * @param places for each number, where it is now; null to leave all where they are, as are more or fewer numbers
     */
    public NumberMemory inOrder(int[] places) {
        if (places == null || places.length != count) {
            return this;
        }
        NumberMemory ordered = new NumberMemory();
        ordered.floats = new float[Math.min(floats.length, count)];
        ordered.doubles = new double[Math.min(doubles.length, count)];
        ordered.count = count;
        for (int i = 0; i < ordered.floats.length; i++) {
            ordered.floats[i] = floats[places[i]];
        }
        for (int i = 0; i < ordered.doubles.length; i++) {
            ordered.doubles[i] = doubles[places[i]];
        }
        return ordered;
    }

    /** Adds float32 numbers. */
    public void addFloats(ByteBuffer bytes) {
        int more = bytes.remaining() / Float.BYTES;
        reserveFloats(more);
        bytes.asFloatBuffer().get(floats, count, more);
        count += more;
    }

    /** Adds float64 numbers. */
    public void addDoubles(ByteBuffer bytes) {
        int more = bytes.remaining() / Double.BYTES;
        reserveDoubles(more);
        bytes.asDoubleBuffer().get(doubles, count, more);
        count += more;
    }

    /** Adds float16 numbers, as floats. */
    public void addHalves(ByteBuffer bytes) {
        int more = bytes.remaining() / Short.BYTES;
        reserveFloats(more);
        for (int i = 0; i < more; i++) {
            floats[count++] = Float16.toFloat(bytes.getShort(bytes.position() + i * Short.BYTES));
        }
    }

    /** Adds numbers of a type, in the buffer's order of bytes: doubles as they are, all others as floats. */
    public void add(NumberType type, ByteBuffer bytes) {
        switch (type) {
            case FLOAT32 -> addFloats(bytes);
            case FLOAT64 -> addDoubles(bytes);
            case FLOAT16 -> addHalves(bytes);
            default -> {
                int more = bytes.remaining() / type.bytes();
                reserveFloats(more);
                for (int i = 0; i < more; i++) {
                    floats[count++] = type.number(bytes, bytes.position() + i * type.bytes());
                }
            }
        }
    }

    public void addFloat(float value) {
        reserveFloats(1);
        floats[count++] = value;
    }

    public void addDouble(double value) {
        reserveDoubles(1);
        doubles[count++] = value;
    }

    /** Makes room for so many numbers of a type, once and for all. */
    public void reserve(DType dtype, int more) {
        if (dtype.isDouble()) {
            reserveDoubles(more);
        } else {
            reserveFloats(more);
        }
    }

    private void reserveFloats(int more) {
        if (floats.length - count < more) {
            float[] larger = HeapLimit.floats(capacity(floats.length, more));
            System.arraycopy(floats, 0, larger, 0, count);
            floats = larger;
        }
    }

    private void reserveDoubles(int more) {
        if (doubles.length - count < more) {
            double[] larger = HeapLimit.doubles(capacity(doubles.length, more));
            System.arraycopy(doubles, 0, larger, 0, count);
            doubles = larger;
        }
    }

    private int capacity(int length, int more) {
        long needed = (long) count + more;
        if (needed > Integer.MAX_VALUE - 8) {
            throw HeapLimit.exceeded(needed * Float.BYTES, null);
        }
        return (int) Math.min(Math.max(needed, 2L * length), Integer.MAX_VALUE - 8);
    }
}
