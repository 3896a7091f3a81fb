package org.visionheatmaps.io.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** NumPy arrays in a ZIP file, found by its directory. */
final class KeyedNpz extends KeyedFile {
    private static final String ENDING = ".npy";
    /** NumPy's strings have 4 bytes a character, one Unicode code point. */
    private static final int CHARACTER = 4;

    private static final int MAX_TEXT_DIGITS = 6;

    private final ZipDirectory zip;

    KeyedNpz(ZipDirectory zip) {
        this.zip = zip;
    }

    @Override
    public List<String> keys() {
        return zip.names().stream()
                .filter(name -> name.endsWith(ENDING))
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .toList();
    }

    @Override
    public NamedArray array(String key) throws IOException {
        NpyHeader header;
        try (InputStream in = zip.open(key + ENDING)) {
            header = NpyHeader.read(in);
        }
        return new NamedArray(
                header.shape().stream().map(Integer::longValue).toList(),
                header.numbers(),
                isText(header.plainType()),
                new Entry(key + ENDING));
    }

    private static boolean isText(String type) {
        return type.matches("[US]\\d{1," + MAX_TEXT_DIGITS + "}");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** An entry, which is read anew each time. */
    private final class Entry implements Contents {
        private final String name;

        Entry(String name) {
            this.name = name;
        }

        @Override
        public NpyReader attributions() throws IOException {
            InputStream in = zip.open(name);
            return NpyHeader.read(in).array(in);
        }

        @Override
        public InputStream bytes() throws IOException {
            InputStream in = zip.open(name);
            if (NpyHeader.read(in).isFortran()) {
                throw new BadDataException(
                        Reason.BAD_SHAPE, "the array is in Fortran order: save numpy.ascontiguousarray of it");
            }
            return in;
        }

        @Override
        public KeyColumn column() throws IOException {
            try (InputStream in = zip.open(name)) {
                NpyHeader header = NpyHeader.read(in);
                List<Long> shape =
                        header.shape().stream().map(Integer::longValue).toList();
                int first = header.shape().get(0);
                int width = shape.size() == 1 ? 0 : header.shape().get(1);
                if (header.numbers().isPresent()) {
                    NumberType type = header.numbers().get();
                    byte[] bytes = read(in, count(shape, type.bytes()) * type.bytes());
                    return KeyColumn.ofNumbers(type, header.order(), bytes, first, width, header.isFortran());
                }
                boolean isUnicode = header.plainType().startsWith("U");
                int length = Integer.parseInt(header.plainType().substring(1)) * (isUnicode ? CHARACTER : 1);
                int count = count(shape, Math.max(1, length));
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    byte[] bytes = read(in, length);
                    texts.add(isUnicode ? unicode(bytes, header.order()) : bytes(bytes));
                }
                return KeyColumn.ofTexts(texts, first, width, header.isFortran());
            }
        }

        private byte[] read(InputStream in, int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new BadDataException(Reason.WRONG_LENGTH, "the array '" + name + "' ends early");
            }
            return bytes;
        }

        private String unicode(byte[] bytes, ByteOrder order) {
            ByteBuffer characters = ByteBuffer.wrap(bytes).order(order);
            StringBuilder text = new StringBuilder();
            while (characters.hasRemaining()) {
                int point = characters.getInt();
                text.appendCodePoint(Character.isValidCodePoint(point) ? point : 0xFFFD);
            }
            return withoutNulls(text.toString());
        }

        private String bytes(byte[] bytes) {
            return withoutNulls(new String(bytes, StandardCharsets.UTF_8));
        }

        /** NumPy fills strings up with these. */
        private String withoutNulls(String text) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == 0) {
                end--;
            }
            return text.substring(0, end);
        }
    }
}
