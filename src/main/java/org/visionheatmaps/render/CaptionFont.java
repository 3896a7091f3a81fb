package org.visionheatmaps.render;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * The letters of captions, as greys: DejaVu Sans at 13 pixels, with Latin, Greek and Cyrillic letters, punctuation and signs. Other letters
 * are boxes. Made by {@code scripts/caption-font}.
 */
final class CaptionFont {
    private static final int MAGIC = 0x56484346;
    private static final int DARKEST = 15;
    private static final String CUT = "\u2026";
    /** The letter of a font that stands for those that it does not have. */
    private static final int BOX = 0;

    private static final CaptionFont DEJAVU = read("caption-font.bin");

    private final int height;
    private final Map<Integer, Glyph> glyphs;

    /** One letter: its box of pixels, how far the next one is, and how dark each pixel is, up to 15. */
    private static final class Glyph {
        private final int advance;
        private final int left;
        private final int top;
        private final int width;
        private final byte[] darkness;

        Glyph(DataInputStream in) throws IOException {
            advance = in.readUnsignedByte();
            left = in.readByte();
            top = in.readByte();
            width = in.readUnsignedByte();
            darkness = new byte[width * in.readUnsignedByte()];
            for (int at = 0; at < darkness.length; at += 2) {
                int both = in.readUnsignedByte();
                darkness[at] = (byte) (both >> 4);
                if (at + 1 < darkness.length) {
                    darkness[at + 1] = (byte) (both & 0xF);
                }
            }
        }
    }

    private CaptionFont(int height, Map<Integer, Glyph> glyphs) {
        this.height = height;
        this.glyphs = glyphs;
    }

    static CaptionFont get() {
        return DEJAVU;
    }

    private static CaptionFont read(String resource) {
        try (DataInputStream in = new DataInputStream(CaptionFont.class.getResourceAsStream(resource))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalStateException(resource + " is no font of captions");
            }
            in.readByte();
            int height = in.readByte();
            Map<Integer, Glyph> glyphs = new HashMap<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                glyphs.put(in.readInt(), new Glyph(in));
            }
            return new CaptionFont(height, glyphs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pixels from the top of a line to its bottom. */
    int height() {
        return height;
    }

    /** The width of a text in pixels. */
    int width(String text) {
        return composed(text).codePoints().map(letter -> glyph(letter).advance).sum();
    }

    /** The text if it is no wider than so many pixels, or its beginning with an ellipsis. */
    String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int[] letters = composed(text).codePoints().toArray();
        int end = 0;
        int taken = width(CUT);
        while (end < letters.length && taken + glyph(letters[end]).advance <= width) {
            taken += glyph(letters[end++]).advance;
        }
        return new String(letters, 0, end) + CUT;
    }

    /**
     * Writes a line of text in {@link Canvas#INK} on white; what lies outside the canvas is left out.
     *
     * @param scale pixels to each pixel of the font
     */
    void write(Canvas canvas, String text, int left, int top, int scale) {
        int pen = left;
        for (int letter : composed(text).codePoints().toArray()) {
            Glyph glyph = glyph(letter);
            for (int at = 0; at < glyph.darkness.length; at++) {
                int x = pen + scale * (glyph.left + at % glyph.width);
                int y = top + scale * (glyph.top + at / glyph.width);
                if (glyph.darkness[at] > 0 && canvas.has(x, y, scale)) {
                    canvas.fill(x, y, scale, scale, shade(glyph.darkness[at]));
                }
            }
            pen += scale * glyph.advance;
        }
    }

    private Glyph glyph(int letter) {
        Glyph glyph = glyphs.get(letter);
        return glyph == null ? glyphs.get(BOX) : glyph;
    }

    private static int shade(int darkness) {
        int ink = Canvas.INK & 0xFF;
        int grey = 255 - Math.round((255 - ink) * darkness / (float) DARKEST);
        return grey << 16 | grey << 8 | grey;
    }

    /** Letters with their accents as one, where Unicode has such. */
    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
