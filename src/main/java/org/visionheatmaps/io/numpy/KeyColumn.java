package org.visionheatmaps.io.numpy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.visionheatmaps.io.value.Float16;
import org.visionheatmaps.io.value.NumberType;

/** The values of an array beside the attributions: one, or a list of as many, for each element. */
public final class KeyColumn {
    private final Type type;
    private final NumberType numbers;
    private final ByteBuffer bytes;
    private final List<String> texts;
    private final int count;
    private final boolean isFortran;

    /** What the values are. */
    public enum Kind {
        WHOLE,
        /** Whole numbers beyond the signed ones. */
        HUGE,
        FLOAT,
        DOUBLE,
        TRUTH,
        TEXT;

        static Kind of(NumberType type) {
            return switch (type) {
                case FLOAT16, BFLOAT16, FLOAT32 -> FLOAT;
                case FLOAT64 -> DOUBLE;
                case BOOL -> TRUTH;
                case UINT64 -> HUGE;
                default -> WHOLE;
            };
        }
    }

    /**
     * The type of a column.
     *
     * @param width how many values each element has; 0 if it is one and no list
     */
    public record Type(Kind kind, int width) {}

    private KeyColumn(
            Type type, NumberType numbers, ByteBuffer bytes, List<String> texts, int count, boolean isFortran) {
        this.type = type;
        this.numbers = numbers;
        this.bytes = bytes;
        this.texts = texts;
        this.count = count;
        this.isFortran = isFortran;
    }

    static KeyColumn ofNumbers(
            NumberType numbers, ByteOrder order, byte[] bytes, int count, int width, boolean fortran) {
        return new KeyColumn(
                new Type(Kind.of(numbers), width),
                numbers,
                ByteBuffer.wrap(bytes).order(order),
                List.of(),
                count,
                fortran);
    }

    static KeyColumn ofTexts(List<String> texts, int count, int width, boolean fortran) {
        return new KeyColumn(new Type(Kind.TEXT, width), null, null, texts, count, fortran);
    }

    /** What its values are. */
    public Type type() {
        return type;
    }

    /** For how many elements there are values. */
    public int count() {
        return count;
    }

    /** The value of an element, a {@code List} if each has several. */
    public Object value(int element) {
        if (type.width() == 0) {
            return at(element);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < type.width(); i++) {
            values.add(at(isFortran ? element + i * count : element * type.width() + i));
        }
        return values;
    }

    private Object at(int place) {
        if (type.kind() == Kind.TEXT) {
            return texts.get(place);
        }
        int at = place * numbers.bytes();
        return switch (numbers) {
            case FLOAT16 -> Float16.toFloat(bytes.getShort(at));
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(at) << 16);
            case FLOAT32 -> bytes.getFloat(at);
            case FLOAT64 -> bytes.getDouble(at);
            case BOOL -> bytes.get(at) != 0;
            case INT8 -> (long) bytes.get(at);
            case UINT8 -> bytes.get(at) & 0xFFL;
            case INT16 -> (long) bytes.getShort(at);
            case UINT16 -> bytes.getShort(at) & 0xFFFFL;
            case INT32 -> (long) bytes.getInt(at);
            case UINT32 -> bytes.getInt(at) & 0xFFFFFFFFL;
            case INT64 -> bytes.getLong(at);
            case UINT64 -> new BigDecimal(new BigInteger(Long.toUnsignedString(bytes.getLong(at))));
        };
    }

    /** The value of an element as an id: numbers without a fraction are written as whole ones. */
    public String id(int element) {
        Object value = value(element);
        if (value instanceof Number real && (value instanceof Float || value instanceof Double)) {
            double number = real.doubleValue();
            return number == Math.rint(number) && Math.abs(number) < 1L << 53
                    ? String.valueOf((long) number)
                    : value.toString();
        }
        return value.toString();
    }
}
