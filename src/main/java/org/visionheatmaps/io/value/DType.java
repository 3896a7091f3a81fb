package org.visionheatmaps.io.value;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.visionheatmaps.text.NearestName;

/** The type of numbers in a binary value, little-endian. */
public enum DType {
    FLOAT16(2),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one number. */
    public int bytes() {
        return bytes;
    }

    /**
     * The type of a NumPy name: {@code float32}, {@code <f4}, {@code f4}, {@code single}, ….
     *
     * @throws IllegalArgumentException for any other; the message lists the known ones
     */
    public static DType parse(String name) {
        return switch (name.trim().toLowerCase(Locale.ROOT)) {
            case "float16", "f2", "<f2", "half" -> FLOAT16;
            case "float32", "f4", "<f4", "float", "single" -> FLOAT32;
            case "float64", "f8", "<f8", "double" -> FLOAT64;
            default ->
                throw new IllegalArgumentException("Unknown dtype '" + name + "'" + NearestName.hint(name, names())
                        + " (known: " + String.join(", ", names()) + ", little-endian)");
        };
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(DType::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
