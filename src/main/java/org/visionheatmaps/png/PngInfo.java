package org.visionheatmaps.png;

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
    /**
     * Reads the chunks of a PNG file and checks each one's CRC.
     *
     * @throws IllegalArgumentException if the bytes are not a whole PNG; the message says where
     */
    public static PngInfo read(byte[] png) {
        ByteBuffer in = ByteBuffer.wrap(png);
        byte[] signature = new byte[PngWriter.SIGNATURE.length];
        if (png.length < signature.length || !Arrays.equals(signature(in, signature), PngWriter.SIGNATURE)) {
            throw new IllegalArgumentException("Not a PNG file: it does not start with the PNG signature");
        }
        int width = 0;
        int height = 0;
        List<TextChunk> texts = new ArrayList<>();
        for (String type = ""; !type.equals("IEND"); ) {
            int start = in.position();
            byte[] data = chunk(png, in, start);
            type = new String(png, start + 4, 4, StandardCharsets.ISO_8859_1);
            if (start == signature.length) {
                requireHeader(type, data);
                width = ByteBuffer.wrap(data).getInt();
                height = ByteBuffer.wrap(data).getInt(4);
            }
            switch (type) {
                case "tEXt", "iTXt" -> addText(type, data, texts);
                default -> {}
            }
        }
        return new PngInfo(width, height, List.copyOf(texts));
    }

    private static void requireHeader(String type, byte[] data) {
        boolean header = type.equals("IHDR") && data.length == 13;
        if (!header
                || ByteBuffer.wrap(data).getInt() <= 0
                || ByteBuffer.wrap(data).getInt(4) <= 0) {
            throw new IllegalArgumentException(
                    "The PNG file is damaged: it needs a first chunk IHDR with a width and a height");
        }
    }

    private static byte[] signature(ByteBuffer in, byte[] signature) {
        in.get(signature);
        return signature;
    }

    private static byte[] chunk(byte[] png, ByteBuffer in, int start) {
        int size = in.remaining() < 12 ? -1 : in.getInt();
        if (size < 0 || size > in.remaining() - 8) {
            throw new IllegalArgumentException("The PNG file is cut off in the chunk at byte " + start);
        }
        byte[] data = new byte[size];
        in.position(start + 8).get(data);
        CRC32 crc = new CRC32();
        crc.update(png, start + 4, size + 4);
        if (in.getInt() != (int) crc.getValue()) {
            throw new IllegalArgumentException(
                    "The PNG file is damaged: the chunk at byte " + start + " has a wrong CRC");
        }
        return data;
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
