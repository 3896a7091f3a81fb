package org.visionheatmaps.io.hdf5;

import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The type of a dataset's values.
 *
 * @param name as safetensors calls numbers, such as {@code F32}; or what it is, where these are no numbers
 * @param kind what can be done with them
 * @param bytes of one value
 * @param order of its bytes
 * @param inner sizes of the array that each value is, most often none
 * @param charset of strings
 * @param padding what ends a string: 0 at the first NUL, 1 before the last NULs, 2 before the last blanks
 */
record HdfType(String name, Kind kind, int bytes, ByteOrder order, List<Integer> inner, Charset charset, int padding) {
    /** Kinds of values. */
    enum Kind {
        NUMBER,
        /** Strings of one length. */
        FIXED,
        /** Strings that stand elsewhere in the file. */
        VARIABLE,
        OTHER
    }

    private static final int BITS = 8;

    static HdfType of(DataType type) {
        if (type instanceof ArrayDataType array) {
            HdfType base = of(array.getBaseType());
            List<Integer> sizes = new ArrayList<>();
            for (int size : array.getArrayTypeDimensions()) {
                sizes.add(size);
            }
            sizes.addAll(base.inner);
            return new HdfType(base.name, base.kind, base.bytes, base.order, sizes, base.charset, base.padding);
        }
        if (type instanceof FloatingPoint real) {
            return number(floating(real), real.getSize(), real.getByteOrder());
        }
        if (type instanceof FixedPoint whole) {
            boolean isPlain = whole.getBitOffset() == 0 && whole.getBitPrecision() == whole.getSize() * BITS;
            String name = (whole.isSigned() ? "I" : "U") + whole.getSize() * BITS;
            return isPlain && Set.of(1, 2, 4, 8).contains(whole.getSize())
                    ? number(name, whole.getSize(), whole.getByteOrder())
                    : other("a whole number of " + whole.getBitPrecision() + " bits", type);
        }
        if (type instanceof EnumDataType enumeration) {
            HdfType base = of(enumeration.getBaseType());
            boolean isTruth = base.bytes == 1
                    && Set.of("TRUE", "FALSE")
                            .equals(Set.copyOf(enumeration.getEnumMapping().values()));
            return isTruth ? number("BOOL", 1, base.order) : base;
        }
        if (type instanceof StringData text) {
            int padding =
                    switch (text.getPaddingType()) {
                        case NULL_TERMINATED -> 0;
                        case NULL_PADDED -> 1;
                        case SPACE_PADDED -> 2;
                    };
            return new HdfType(
                    "strings",
                    Kind.FIXED,
                    text.getSize(),
                    ByteOrder.LITTLE_ENDIAN,
                    List.of(),
                    text.getCharset(),
                    padding);
        }
        if (type instanceof VariableLength text && text.isVariableLengthString()) {
            return new HdfType(
                    "strings",
                    Kind.VARIABLE,
                    text.getSize(),
                    ByteOrder.LITTLE_ENDIAN,
                    List.of(),
                    text.getEncoding(),
                    0);
        }
        return other(type.getClass().getSimpleName().toLowerCase(Locale.ROOT), type);
    }

    /** The name of an IEEE type or of bfloat16; empty for others. */
    private static String floating(FloatingPoint real) {
        String is = real.getExponentSize() + "," + real.getMantissaSize() + "," + real.getBitOffset();
        return switch (real.getSize()) {
            case 2 -> is.equals("5,10,0") ? "F16" : is.equals("8,7,0") ? "BF16" : "";
            case 4 -> is.equals("8,23,0") ? "F32" : "";
            case 8 -> is.equals("11,52,0") ? "F64" : "";
            default -> "";
        };
    }

    private static HdfType number(String name, int bytes, ByteOrder order) {
        return name.isEmpty()
                ? new HdfType(
                        "a floating-point number of " + bytes + " bytes", Kind.OTHER, bytes, order, List.of(), null, 0)
                : new HdfType(name, Kind.NUMBER, bytes, order, List.of(), null, 0);
    }

    private static HdfType other(String name, DataType type) {
        return new HdfType(name, Kind.OTHER, type.getSize(), ByteOrder.LITTLE_ENDIAN, List.of(), null, 0);
    }
}
