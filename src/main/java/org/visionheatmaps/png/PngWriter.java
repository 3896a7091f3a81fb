package org.visionheatmaps.png;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.RgbaImage;

/**
 * Writes images as PNG: signature, IHDR, text chunks, PLTE if indexed, tRNS if pixels are transparent and none is translucent, one IDAT,
 * IEND (PNG specification, chapters 5 and 11). The bytes depend on the image, the texts and the effort alone. Keeps its buffers from image
 * to image: not for two threads at once.
 */
public final class PngWriter {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int INDEXED = 3;
    private static final int RGBA = 6;
    private static final int MAX_COLOR = 0xFFFFFF;

    private final PngEncoding.Effort effort;
    private final FastZlib fast = new FastZlib();
    private final SmallZlib small;
    private final ByteSink out = new ByteSink();
    private byte[] packed = new byte[0];

    /** With {@link PngEncoding.Effort#FAST}. */
    public PngWriter() {
        this(PngEncoding.Effort.FAST);
    }

    public PngWriter(PngEncoding.Effort effort) {
        this.effort = effort;
        this.small = effort == PngEncoding.Effort.FAST ? null : new SmallZlib(fast);
    }

    /** The image as the bytes of a PNG file, three bytes a pixel. */
    public byte[] encode(RgbImage image, List<TextChunk> texts) {
        begin(image.width(), image.height(), 8, RGB, texts);
        return end(new Raster(image.rgb(), image.height(), 3 * image.width(), 3));
    }

    /**
     * The image as the bytes of a PNG file. Where pixels are opaque or transparent, a colour that no other pixel has stands for the
     * transparent ones; where one is translucent, each pixel has four bytes.
     */
    public byte[] encode(RgbaImage image, List<TextChunk> texts) {
        if (image.isOpaque()) {
            return encode(image.colors(), texts);
        }
        byte[] alpha = image.alpha();
        int key = hasTranslucent(alpha) ? MAX_COLOR + 1 : unused(image.colors().rgb(), alpha);
        return key > MAX_COLOR ? encodeAlpha(image, texts) : encodeKeyed(image, key, texts);
    }

    private static boolean hasTranslucent(byte... alpha) {
        for (byte share : alpha) {
            if (share != 0 && share != -1) {
                return true;
            }
        }
        return false;
    }

    /** The darkest colour that no opaque pixel has; one more than all colours if there is none. */
    private static int unused(byte[] rgb, byte[] alpha) {
        BitSet used = new BitSet();
        for (int pixel = 0, at = 0; pixel < alpha.length; pixel++, at += 3) {
            if (alpha[pixel] != 0) {
                used.set((rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF);
            }
        }
        return used.nextClearBit(0);
    }

    private byte[] encodeKeyed(RgbaImage image, int key, List<TextChunk> texts) {
        byte[] rgb = image.colors().rgb().clone();
        for (int pixel = 0; pixel < image.alpha().length; pixel++) {
            if (image.alpha()[pixel] == 0) {
                rgb[3 * pixel] = (byte) (key >> 16);
                rgb[3 * pixel + 1] = (byte) (key >> 8);
                rgb[3 * pixel + 2] = (byte) key;
            }
        }
        int width = image.colors().width();
        int height = image.colors().height();
        begin(width, height, 8, RGB, texts);
        writeTransparent(key);
        return end(new Raster(rgb, height, 3 * width, 3));
    }

    private byte[] encodeAlpha(RgbaImage image, List<TextChunk> texts) {
        byte[] rgb = image.colors().rgb();
        byte[] rgba = new byte[Math.multiplyExact(4, image.alpha().length)];
        for (int pixel = 0; pixel < image.alpha().length; pixel++) {
            System.arraycopy(rgb, 3 * pixel, rgba, 4 * pixel, 3);
            rgba[4 * pixel + 3] = image.alpha()[pixel];
        }
        int width = image.colors().width();
        int height = image.colors().height();
        begin(width, height, 8, RGBA, texts);
        return end(new Raster(rgba, height, 4 * width, 4));
    }

    /** The image as the bytes of a PNG file, one palette index per pixel, in as few bits as the palette's size allows. */
    public byte[] encode(IndexedImage image, List<TextChunk> texts) {
        int depth = depth(image.colors());
        begin(image.width(), image.height(), depth, INDEXED, texts);
        int palette = out.begin("PLTE");
        out.write(image.palette());
        out.end(palette);
        int stride = (int) (((long) image.width() * depth + 7) / 8);
        byte[] rows = depth == 8 ? image.indices() : pack(image, depth, stride);
        return end(new Raster(rows, image.height(), stride, 1));
    }

    /**
     * Levels of grey as the bytes of a PNG file.
     *
     * @param levels row by row from the top; with 16 bits two bytes each, the higher first
     * @param depth 8 or 16 bits
     * @throws IllegalArgumentException unless there are as many bytes as pixels of this depth need
     */
    public byte[] encodeGrey(byte[] levels, int width, int height, int depth, List<TextChunk> texts) {
        int bytes = depth / 8;
        if (depth != 8 && depth != 16 || levels.length != (long) bytes * width * height) {
            throw new IllegalArgumentException("A grey image has 8 or 16 bits a pixel, but got " + levels.length
                    + " bytes for " + width + "×" + height + " pixels of " + depth + " bits");
        }
        begin(width, height, depth, GREY, texts);
        return end(new Raster(levels, height, bytes * width, bytes));
    }

    private void begin(int width, int height, int depth, int colorType, List<TextChunk> texts) {
        out.clear();
        out.write(SIGNATURE);
        int start = out.begin("IHDR");
        out.writeInt(width);
        out.writeInt(height);
        out.writeByte(depth);
        out.writeByte(colorType);
        out.writeByte(0); // deflate
        out.writeByte(0); // filters of the five kinds
        out.writeByte(0); // not interlaced
        out.end(start);
        for (TextChunk text : texts) {
            writeText(text);
        }
    }

    /** The colour's samples, two bytes each. */
    private void writeTransparent(int color) {
        int start = out.begin("tRNS");
        for (int shift = 16; shift >= 0; shift -= 8) {
            out.writeByte(0);
            out.writeByte(color >> shift & 0xFF);
        }
        out.end(start);
    }

    private void writeText(TextChunk chunk) {
        boolean latin1 = chunk.isLatin1();
        int start = out.begin(latin1 ? "tEXt" : "iTXt");
        out.write(chunk.keyword().getBytes(StandardCharsets.ISO_8859_1));
        // iTXt: end of keyword, not compressed, no language, no translated keyword.
        out.write(new byte[latin1 ? 1 : 5]);
        out.write(chunk.text().getBytes(latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        out.end(start);
    }

    private byte[] end(Raster rows) {
        int data = out.begin("IDAT");
        switch (effort) {
            case FAST -> fast.compress(rows, out);
            case SMALL -> small.compress(rows, out);
        }
        out.end(data);
        out.end(out.begin("IEND"));
        return out.toByteArray();
    }

    private static int depth(int colors) {
        if (colors > 16) {
            return 8;
        }
        return colors > 4 ? 4 : colors > 2 ? 2 : 1;
    }

    /** Several pixels a byte, the leftmost highest; rows start at a byte. */
    private byte[] pack(IndexedImage image, int depth, int stride) {
        int length = Math.multiplyExact(stride, image.height());
        if (packed.length < length) {
            packed = new byte[length];
        }
        Arrays.fill(packed, 0, length, (byte) 0);
        byte[] indices = image.indices();
        int perByte = 8 / depth;
        for (int row = 0, i = 0; row < image.height(); row++) {
            for (int column = 0; column < image.width(); column++, i++) {
                int shift = depth * (perByte - 1 - column % perByte);
                packed[row * stride + column / perByte] |= (byte) (indices[i] << shift);
            }
        }
        return packed;
    }
}
