package org.visionheatmaps.io.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.io.value.Float16;

/** The numbers of NumPy and safetensors files. */
enum NumberType {
    FLOAT16(2, DType.FLOAT16),
    FLOAT32(4, DType.FLOAT32),
    FLOAT64(8, DType.FLOAT64),
    /** The upper half of a float32; every value is exact as one. */
    BFLOAT16(2, DType.FLOAT32),
    BOOL(1, null),
    INT8(1, null),
    UINT8(1, null),
    INT16(2, null),
    UINT16(2, null),
    INT32(4, null),
    UINT32(4, null),
    INT64(8, null),
    UINT64(8, null);

    private final int bytes;
    private final DType kept;

    NumberType(int bytes, DType kept) {
        this.bytes = bytes;
        this.kept = kept;
    }

    /** The size of one number. */
    int bytes() {
        return bytes;
    }

    /** What these numbers are kept as; none if they are no floats. */
    Optional<DType> kept() {
        return Optional.ofNullable(kept);
    }

    /** The type of a NumPy description without its byte order, such as {@code f4}. */
    static Optional<NumberType> ofNumpy(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "f2" -> FLOAT16;
                    case "f4" -> FLOAT32;
                    case "f8" -> FLOAT64;
                    case "b1" -> BOOL;
                    case "i1" -> INT8;
                    case "u1" -> UINT8;
                    case "i2" -> INT16;
                    case "u2" -> UINT16;
                    case "i4" -> INT32;
                    case "u4" -> UINT32;
                    case "i8" -> INT64;
                    case "u8" -> UINT64;
                    default -> null;
                });
    }

    /** The type of a safetensors name, such as {@code BF16}. */
    static Optional<NumberType> ofSafetensors(String name) {
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
    byte[] convert(byte[] stored, ByteOrder order, DType to) {
        if (kept == to && this != BFLOAT16) {
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
            double value = value(in, i * bytes);
            if (to == DType.FLOAT64) {
                out.putDouble(value);
            } else {
                out.putFloat((float) value);
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
