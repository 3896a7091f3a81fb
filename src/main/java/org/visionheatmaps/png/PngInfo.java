package org.visionheatmaps.png;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What a PNG says of itself: size and text chunks. Pixels are not decoded.
 *
 * @param width in pixels
 * @param height in pixels
 * @param texts uncompressed tEXt and iTXt chunks in the file's order
 */
public record PngInfo(int width, int height, List<TextChunk> texts) {
    /** Of all texts together; what this project writes is far below. */
    private static final int MAX_TEXT_BYTES = 1 << 24;

    private static final int MAX_CHUNKS = 1 << 20;
    private static final int HEADER_BYTES = 13;

    /**
     * Reads the chunks of a PNG file and checks each one's CRC.
     *
     * @throws IllegalArgumentException if the bytes are not a whole PNG; the message says where
     */
    public static PngInfo read(byte[] png) {
        try {
            return read(new ByteArrayInputStream(png), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the chunks of a PNG file but those of pixels, which are passed over unseen. At most 16 MB of texts are in memory, however
     * large the file is.
     *
     * @param in at the first byte; not closed
     * @throws IllegalArgumentException if what is read is no PNG; the message says where
     * @throws IOException if the stream fails
     */
    public static PngInfo skim(InputStream in) throws IOException {
        return read(in, false);
    }

    private static PngInfo read(InputStream in, boolean checksAll) throws IOException {
        if (!Arrays.equals(in.readNBytes(PngWriter.SIGNATURE.length), PngWriter.SIGNATURE)) {
            throw new IllegalArgumentException("Not a PNG file: it does not start with the PNG signature");
        }
        ByteBuffer header = null;
        List<TextChunk> texts = new ArrayList<>();
        long start = PngWriter.SIGNATURE.length;
        int left = MAX_TEXT_BYTES;
        String type = "";
        for (int chunks = 0; !type.equals("IEND"); chunks++) {
            byte[] frame = in.readNBytes(8);
            int size = frame.length < 8 ? -1 : ByteBuffer.wrap(frame).getInt();
            if (size < 0) {
                throw cutOff(start);
            }
            type = new String(frame, 4, 4, StandardCharsets.ISO_8859_1);
            boolean isText = type.equals("tEXt") || type.equals("iTXt");
            if (isText && size > left || chunks == MAX_CHUNKS) {
                throw new IllegalArgumentException("The PNG file is not read further than byte " + start
                        + ": it has texts of more than 16 MB, or more than a million chunks");
            }
            if (isText || header == null && size == HEADER_BYTES) {
                byte[] data = checked(in, frame, size, start);
                if (header == null) {
                    header = header(type, data);
                } else {
                    left -= size;
                    addText(type, data, texts);
                }
            } else {
                pass(in, frame, size, start, checksAll);
            }
            if (header == null) {
                throw headless();
            }
            start += size + 12L;
        }
        return new PngInfo(header.getInt(0), header.getInt(4), List.copyOf(texts));
    }

    private static ByteBuffer header(String type, byte[] data) {
        ByteBuffer header = ByteBuffer.wrap(data);
        if (!type.equals("IHDR") || data.length != HEADER_BYTES || header.getInt(0) <= 0 || header.getInt(4) <= 0) {
            throw headless();
        }
        return header;
    }

    /** The data of a chunk whose CRC is right. */
    private static byte[] checked(InputStream in, byte[] frame, int size, long start) throws IOException {
        byte[] data = in.readNBytes(size);
        CRC32 crc = new CRC32();
        crc.update(frame, 4, 4);
        crc.update(data);
        requireSum(in, crc, start);
        return data;
    }

    private static void pass(InputStream in, byte[] frame, int size, long start, boolean isChecked) throws IOException {
        if (!isChecked) {
            try {
                in.skipNBytes(size + 4L);
                return;
            } catch (EOFException e) {
                throw cutOff(start);
            }
        }
        CRC32 crc = new CRC32();
        crc.update(frame, 4, 4);
        for (int left = size; left > 0; ) {
            byte[] part = in.readNBytes(Math.min(left, 1 << 13));
            if (part.length == 0) {
                throw cutOff(start);
            }
            crc.update(part);
            left -= part.length;
        }
        requireSum(in, crc, start);
    }

    private static void requireSum(InputStream in, CRC32 crc, long start) throws IOException {
        byte[] sum = in.readNBytes(4);
        if (sum.length < 4) {
            throw cutOff(start);
        }
        if (ByteBuffer.wrap(sum).getInt() != (int) crc.getValue()) {
            throw new IllegalArgumentException(
                    "The PNG file is damaged: the chunk at byte " + start + " has a wrong CRC");
        }
    }

    private static IllegalArgumentException cutOff(long start) {
        return new IllegalArgumentException("The PNG file is cut off in the chunk at byte " + start);
    }

    private static IllegalArgumentException headless() {
        return new IllegalArgumentException(
                "The PNG file is damaged: it needs a first chunk IHDR with a width and a height");
    }

    private static void addText(String type, byte[] data, List<TextChunk> texts) {
        int end = indexOfZero(data, 0);
        if (end < 0) {
            return;
        }
        String keyword = new String(data, 0, end, StandardCharsets.ISO_8859_1);
        if (type.equals("tEXt")) {
            texts.add(new TextChunk(
                    keyword, new String(data, end + 1, data.length - end - 1, StandardCharsets.ISO_8859_1)));
            return;
        }
        boolean compressed = data.length > end + 1 && data[end + 1] != 0;
        int language = indexOfZero(data, end + 3);
        int translated = language < 0 ? -1 : indexOfZero(data, language + 1);
        if (!compressed && translated >= 0) {
            int from = translated + 1;
            texts.add(new TextChunk(keyword, new String(data, from, data.length - from, StandardCharsets.UTF_8)));
        }
    }

    private static int indexOfZero(byte[] data, int from) {
        for (int i = from; i < data.length; i++) {
            if (data[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The text of a keyword, or null. */
    public String text(String keyword) {
        return texts.stream()
                .filter(chunk -> chunk.keyword().equals(keyword))
                .map(TextChunk::text)
                .findFirst()
                .orElse(null);
    }
}
