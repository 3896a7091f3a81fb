package org.visionheatmaps.io.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.visionheatmaps.io.value.Bytes;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/**
 * The header of a NumPy file, versions 1 to 3: a Python dictionary of three entries, of which this reads just the literals that
 * NumPy writes (numpy.lib.format).
 */
final class NpyHeader {
    private static final String MAGIC = "\u0093NUMPY";
    /** Of the magic, the version and the length of the dictionary. */
    private static final int SHORT_START = 10;

    private static final int MAX_BYTES = 1 << 16;

    private final String text;
    private final int bytes;
    private int at;
    private String descr;
    private Boolean isFortran;
    private List<Integer> shape;

    private NpyHeader(String text, int bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** How many bytes the header takes, from the start of the file. */
    int bytes() {
        return bytes;
    }

    /**
     * The array that follows the header.
     *
     * @throws BadDataException if it holds no numbers, or is no attribution
     */
    NpyReader array(InputStream in) {
        NumberType type = numbers()
                .orElseThrow(() -> new BadDataException(
                        Reason.UNKNOWN_DTYPE,
                        "the array's type is '" + descr + "'"
                                + (plainType().startsWith("O") ? " (Python objects, which are never unpickled)" : "")
                                + ": an attribution needs float16, float32 or float64"));
        return new NpyReader(type, order(), isFortran, shape, in);
    }

    /** The type without its byte order, such as {@code f4} or {@code U12}. */
    String plainType() {
        char mark = descr.isEmpty() ? ' ' : descr.charAt(0);
        return mark == '<' || mark == '>' || mark == '|' || mark == '=' ? descr.substring(1) : descr;
    }

    /** What its numbers are; none if it has none. */
    Optional<NumberType> numbers() {
        return NumberType.ofNumpy(plainType());
    }

    /** The order of a number's bytes. */
    ByteOrder order() {
        return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Whether the first dimension varies fastest. */
    boolean isFortran() {
        return isFortran;
    }

    /** Its sizes. */
    List<Integer> shape() {
        return shape;
    }

    /**
     * Reads a header.
     *
     * @throws BadDataException if it is none
     */
    static NpyHeader read(InputStream in) throws IOException {
        byte[] start = in.readNBytes(SHORT_START);
        if (start.length < SHORT_START || !Bytes.startWith(start, 0, MAGIC)) {
            throw bad("it does not begin as a NumPy file does");
        }
        int major = start[6];
        if (major < 1 || major > 3) {
            throw bad("version " + major + " of the format is not known");
        }
        ByteBuffer numbers = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        long length = numbers.getShort(8) & 0xFFFF;
        if (major > 1) {
            byte[] upper = in.readNBytes(2);
            if (upper.length < 2) {
                throw bad("its header ends early");
            }
            length |= (upper[0] & 0xFFL) << 16 | (upper[1] & 0xFFL) << 24;
        }
        if (length > MAX_BYTES) {
            throw bad("its header has " + length + " bytes, more than " + MAX_BYTES);
        }
        byte[] text = in.readNBytes((int) length);
        if (text.length < length) {
            throw bad("its header ends early");
        }
        return parse(
                new String(text, major < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8),
                start.length + (major > 1 ? 2 : 0) + text.length);
    }

    /** Parses {@code {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }}. */
    private static NpyHeader parse(String text, int bytes) {
        NpyHeader header = new NpyHeader(text, bytes);
        header.require('{');
        while (!header.accept('}')) {
            header.entry();
            if (!header.accept(',')) {
                header.require('}');
                break;
            }
        }
        header.space();
        if (header.at < text.length()) {
            throw header.unexpected("the end");
        }
        if (header.descr == null || header.isFortran == null || header.shape == null) {
            throw bad("its header needs descr, fortran_order and shape, but is " + text.strip());
        }
        return header;
    }

    private void entry() {
        String key = string();
        require(':');
        boolean isNew;
        switch (key) {
            case "descr" -> {
                space();
                if (at < text.length() && text.charAt(at) == '[') {
                    throw new BadDataException(
                            Reason.UNKNOWN_DTYPE, "the array has named fields: save each as an array of its own");
                }
                isNew = descr == null;
                descr = string();
            }
            case "fortran_order" -> {
                isNew = isFortran == null;
                isFortran = truth();
            }
            case "shape" -> {
                isNew = shape == null;
                shape = tuple();
            }
            default -> throw bad("its header has the unknown entry '" + key + "'");
        }
        if (!isNew) {
            throw bad("its header has the entry '" + key + "' twice");
        }
    }

    private String string() {
        space();
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw unexpected("a string");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private boolean truth() {
        space();
        for (String word : List.of("True", "False")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw unexpected("True or False");
    }

    private List<Integer> tuple() {
        List<Integer> sizes = new ArrayList<>();
        require('(');
        while (!accept(')')) {
            sizes.add(size());
            if (!accept(',')) {
                require(')');
                break;
            }
        }
        return sizes;
    }

    private int size() {
        space();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected("a size");
        }
        BigInteger size = new BigInteger(text.substring(start, at));
        if (size.bitLength() > 31) {
            throw new BadDataException(Reason.BAD_SHAPE, "the array has a size of " + size + ", more than 2147483647");
        }
        accept('L'); // as Python 2 wrote it
        return size.intValue();
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean accept(char wanted) {
        space();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char wanted) {
        if (!accept(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private BadDataException unexpected(String wanted) {
        return bad("its header needs " + wanted + " at column " + (at + 1) + ": " + text.strip());
    }

    private static BadDataException bad(String what) {
        return new BadDataException(Reason.BAD_FILE, "the NumPy file cannot be read: " + what);
    }
}
