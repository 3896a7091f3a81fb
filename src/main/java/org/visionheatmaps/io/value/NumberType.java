package org.visionheatmaps.io.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The numbers that attributions are stored as. All but float64 become floats. */
public enum NumberType {
    FLOAT16(2, "f2"),
    FLOAT32(4, "f4"),
    FLOAT64(8, "f8"),
    /** The upper half of a float32; every value is exact as one. */
    BFLOAT16(2, "V2"),
    BOOL(1, "b1"),
    INT8(1, "i1"),
    UINT8(1, "u1"),
    INT16(2, "i2"),
    UINT16(2, "u2"),
    INT32(4, "i4"),
    UINT32(4, "u4"),
    INT64(8, "i8"),
    UINT64(8, "u8");

    private final int bytes;
    private final String numpy;

    NumberType(int bytes, String numpy) {
        this.bytes = bytes;
        this.numpy = numpy;
    }

    /** The size of one number. */
    public int bytes() {
        return bytes;
    }

    /** NumPy's letter and size, such as {@code f4}; NumPy has none for bfloat16. */
    String numpy() {
        return this == BFLOAT16 ? toString() : numpy;
    }

    /** What these numbers are kept as; none if they are no floats. */
    public Optional<DType> kept() {
        return switch (this) {
            case FLOAT16, FLOAT32, FLOAT64 -> Optional.of(DType.of(this));
            case BFLOAT16 -> Optional.of(DType.FLOAT32);
            default -> Optional.empty();
        };
    }

    /** The type of a NumPy description without its byte order, such as {@code f4}. */
    public static Optional<NumberType> ofNumpy(String name) {
        return Arrays.stream(values())
                .filter(type -> type.numpy.equals(name) && type != BFLOAT16)
                .findFirst();
    }

    /** The type of a safetensors name, such as {@code BF16}. */
    public static Optional<NumberType> ofSafetensors(String name) {
        return switch (name) {
            case "BF16" -> Optional.of(BFLOAT16);
            case "BOOL" -> Optional.of(BOOL);
            case "F16", "F32", "F64", "I8", "U8", "I16", "U16", "I32", "U32", "I64", "U64" ->
                ofNumpy(
                        name.charAt(0) == 'F'
                                ? "f" + Integer.parseInt(name.substring(1)) / 8
                                : name.substring(0, 1).toLowerCase(Locale.ROOT)
                                        + Integer.parseInt(name.substring(1)) / 8);
            default -> Optional.empty();
        };
    }

    /** Numbers in any byte order as little-endian bytes of a type. */
    public byte[] convert(byte[] stored, ByteOrder order, DType to) {
        if (to.type() == this) {
            if (order == ByteOrder.BIG_ENDIAN) {
                reverseEach(stored, bytes);
            }
            return stored;
        }
        ByteBuffer in = ByteBuffer.wrap(stored).order(order);
        int count = stored.length / bytes;
        ByteBuffer out =
                ByteBuffer.allocate(Math.multiplyExact(count, to.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            if (to.isDouble()) {
                out.putDouble(value(in, i * bytes));
            } else {
                out.putFloat(number(in, i * bytes));
            }
        }
        return out.array();
    }

    private static void reverseEach(byte[] numbers, int size) {
        for (int at = 0; at < numbers.length; at += size) {
            for (int i = 0; i < size / 2; i++) {
                byte first = numbers[at + i];
                numbers[at + i] = numbers[at + size - 1 - i];
                numbers[at + size - 1 - i] = first;
            }
        }
    }

    /** The number at a place, in the buffer's order of bytes, rounded once to a float. */
    float number(ByteBuffer in, int at) {
        return switch (this) {
            case INT64 -> in.getLong(at);
            default -> (float) value(in, at);
        };
    }

    private double value(ByteBuffer in, int at) {
        return switch (this) {
            case FLOAT16 -> Float16.toFloat(in.getShort(at));
            case FLOAT32 -> in.getFloat(at);
            case FLOAT64 -> in.getDouble(at);
            case BFLOAT16 -> Float.intBitsToFloat(in.getShort(at) << 16);
            case BOOL -> in.get(at) == 0 ? 0 : 1;
            case INT8 -> in.get(at);
            case UINT8 -> in.get(at) & 0xFF;
            case INT16 -> in.getShort(at);
            case UINT16 -> in.getShort(at) & 0xFFFF;
            case INT32 -> in.getInt(at);
            case UINT32 -> in.getInt(at) & 0xFFFFFFFFL;
            case INT64 -> in.getLong(at);
            case UINT64 -> {
                long bits = in.getLong(at);
                yield bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
            }
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
