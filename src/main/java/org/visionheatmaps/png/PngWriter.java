package org.visionheatmaps.png;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.visionheatmaps.tensor.RgbImage;

/**
 * Writes 8-bit RGB images as PNG: signature, IHDR, text chunks, one IDAT, IEND (PNG specification, chapters 5 and 11). Every row
 * is filtered with Sub, which suits smooth colours. The bytes depend on the image and the texts alone.
 */
public final class PngWriter {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BYTES_PER_PIXEL = 3;
    private static final byte FILTER_SUB = 1;

    private final int level;

    /** Fast compression. */
    public PngWriter() {
        this(Deflater.BEST_SPEED);
    }

    /**
     * @param level of {@link Deflater}, 0 to 9
     */
    public PngWriter(int level) {
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException("A compression level is 0 to 9, but got " + level);
        }
        this.level = level;
    }

    /** The image as the bytes of a PNG file. */
    public byte[] encode(RgbImage image, List<TextChunk> texts) {
        byte[] compressed = deflate(filter(image));
        ByteSink out = new ByteSink(compressed.length + 1024);
        out.write(SIGNATURE, 0, SIGNATURE.length);
        writeHeader(out, image);
        for (TextChunk text : texts) {
            writeText(out, text);
        }
        int data = out.begin("IDAT");
        out.write(compressed, 0, compressed.length);
        out.end(data);
        out.end(out.begin("IEND"));
        return out.toByteArray();
    }

    private static void writeHeader(ByteSink out, RgbImage image) {
        int start = out.begin("IHDR");
        out.writeInt(image.width());
        out.writeInt(image.height());
        out.write(new byte[] {8, 2, 0, 0, 0}, 0, 5); // bit depth, RGB, deflate, adaptive filters, not interlaced
        out.end(start);
    }

    private static void writeText(ByteSink out, TextChunk chunk) {
        boolean latin1 = chunk.isLatin1();
        int start = out.begin(latin1 ? "tEXt" : "iTXt");
        out.write(chunk.keyword().getBytes(StandardCharsets.ISO_8859_1));
        // iTXt: end of keyword, not compressed, no language, no translated keyword.
        out.write(new byte[latin1 ? 1 : 5]);
        out.write(chunk.text().getBytes(latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        out.end(start);
    }

    /** Each row as its filter's number and the differences to the pixel on the left. */
    private static byte[] filter(RgbImage image) {
        byte[] rgb = image.rgb();
        int stride = BYTES_PER_PIXEL * image.width();
        byte[] filtered = new byte[Math.addExact(rgb.length, image.height())];
        int at = 0;
        for (int row = 0; row < image.height(); row++) {
            int start = row * stride;
            filtered[at++] = FILTER_SUB;
            System.arraycopy(rgb, start, filtered, at, BYTES_PER_PIXEL);
            for (int i = BYTES_PER_PIXEL; i < stride; i++) {
                filtered[at + i] = (byte) (rgb[start + i] - rgb[start + i - BYTES_PER_PIXEL]);
            }
            at += stride;
        }
        return filtered;
    }

    private byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(data);
            deflater.finish();
            byte[] compressed = new byte[data.length / 2 + 128];
            int length = 0;
            while (!deflater.finished()) {
                if (length == compressed.length) {
                    compressed = Arrays.copyOf(compressed, Math.addExact(length, length / 2));
                }
                length += deflater.deflate(compressed, length, compressed.length - length);
            }
            return Arrays.copyOf(compressed, length);
        } finally {
            deflater.end();
        }
    }

    /** A growing array that knows the frame of a chunk: length, type, data, CRC. */
    private static final class ByteSink {
        private byte[] bytes;
        private int length;

        ByteSink(int capacity) {
            bytes = new byte[capacity];
        }

        void write(byte[] source) {
            write(source, 0, source.length);
        }

        void write(byte[] source, int from, int count) {
            if (count > bytes.length - length) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), length + length / 2));
            }
            System.arraycopy(source, from, bytes, length, count);
            length += count;
        }

        void writeInt(int value) {
            write(new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
        }

        int begin(String type) {
            int start = length;
            writeInt(0);
            write(type.getBytes(StandardCharsets.US_ASCII));
            return start;
        }

        void end(int start) {
            int size = length - start - 8;
            for (int b = 0; b < 4; b++) {
                bytes[start + b] = (byte) (size >> 8 * (3 - b));
            }
            CRC32 crc = new CRC32();
            crc.update(bytes, start + 4, length - start - 4);
            writeInt((int) crc.getValue());
        }

        byte[] toByteArray() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
    }
}
