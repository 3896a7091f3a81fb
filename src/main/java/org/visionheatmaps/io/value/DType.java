package org.visionheatmaps.io.value;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.visionheatmaps.text.NearestName;

/**
 * What the bytes of a binary value are: numbers of a type, in an order of bytes.
 *
 * @param type of the numbers
 * @param isBigEndian whether the first byte of a number is its most significant
 */
public record DType(NumberType type, boolean isBigEndian) implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final DType FLOAT16 = of(NumberType.FLOAT16);
    public static final DType FLOAT32 = of(NumberType.FLOAT32);
    public static final DType FLOAT64 = of(NumberType.FLOAT64);

    private static final String TORCH = "torch.";
    /** Names that are neither a type's own nor NumPy's letter and size. */
    private static final Map<String, NumberType> OTHER_NAMES = Map.of(
            "half", NumberType.FLOAT16,
            "float", NumberType.FLOAT32,
            "single", NumberType.FLOAT32,
            "double", NumberType.FLOAT64,
            "bf16", NumberType.BFLOAT16,
            "boolean", NumberType.BOOL,
            "?", NumberType.BOOL);

    /** Little-endian numbers of a type. */
    public static DType of(NumberType type) {
        return new DType(type, false);
    }

    /** The size of one number. */
    public int bytes() {
        return type.bytes();
    }

    /** Whether the numbers are kept as doubles; all others become floats. */
    public boolean isDouble() {
        return type == NumberType.FLOAT64;
    }

    /** The same bytes, to be read in this order. */
    ByteBuffer ordered(ByteBuffer bytes) {
        return bytes.order(isBigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The type of a NumPy or PyTorch name: {@code float32}, {@code <f4}, {@code >f4}, {@code uint8}, {@code torch.bfloat16}, ….
     *
     * @throws IllegalArgumentException for any other; the message lists the known ones
     */
    public static DType parse(String name) {
        String text = name.trim().toLowerCase(Locale.ROOT);
        text = text.startsWith(TORCH) ? text.substring(TORCH.length()) : text;
        char order = text.isEmpty() ? ' ' : text.charAt(0);
        boolean isMarked = "<>=|".indexOf(order) >= 0;
        String type = isMarked ? text.substring(1) : text;
        return Arrays.stream(NumberType.values())
                .filter(known -> known.toString().equals(type))
                .findFirst()
                .or(() -> NumberType.ofNumpy(type))
                .or(() -> Optional.ofNullable(OTHER_NAMES.get(type)))
                .map(known -> new DType(known, order == '>' && known.bytes() > 1))
                .orElseThrow(() ->
                        new IllegalArgumentException("Unknown dtype '" + name + "'" + NearestName.hint(name, names())
                                + " (known: " + String.join(", ", names())
                                + ", little-endian; big-endian as '>f4')"));
    }

    private static List<String> names() {
        return Arrays.stream(NumberType.values()).map(NumberType::toString).toList();
    }

    /** The name that {@link #parse} reads. */
    @Override
    public String toString() {
        return isBigEndian ? ">" + type.numpy() : type.toString();
    }
}
