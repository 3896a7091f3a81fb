package org.visionheatmaps.io.image;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.visionheatmaps.io.value.Bytes;
import org.visionheatmaps.tensor.RgbImage;

/**
 * The pixels of a PNG of 8 bits a sample without palette and interlacing (W3C PNG, sections 9 and 10), in little more time than zlib takes:
 * rows of RGB are inflated to where they belong, and the platform's reader is left out. What is unusual or damaged is left to that reader.
 */
final class PngPixels {
    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;
    private static final int HEADER = 13;
    private static final int DEPTH = 24;
    private static final int TYPE = 25;
    private static final int INTERLACE = 28;

    /** Samples of a pixel by colour type; 0 for what is not read here. */
    private static final int[] CHANNELS = {1, 0, 3, 0, 2, 0, 4};

    private final byte[] encoded;
    private final ByteBuffer chunks;
    private final Inflater inflater = new Inflater();
    private int next = SIGNATURE + FRAME + HEADER;

    private PngPixels(byte[] encoded) {
        this.encoded = encoded;
        this.chunks = ByteBuffer.wrap(encoded);
    }

    /**
     * Decodes an image whose chunks are whole.
     *
     * @param encoded the file
     * @return RGB without alpha, or null if the platform's reader must see it
     */
    static byte[] read(byte[] encoded, int width, int height) {
        int type = encoded[TYPE];
        int channels = type < 0 || type >= CHANNELS.length ? 0 : CHANNELS[type];
        if (channels == 0
                || encoded[DEPTH] != 8
                || encoded[DEPTH + 2] != 0
                || encoded[DEPTH + 3] != 0
                || encoded[INTERLACE] != 0) {
            return null;
        }
        PngPixels pixels = new PngPixels(encoded);
        byte[] rgb = new byte[RgbImage.length(width, height)];
        try {
            boolean isWhole =
                    channels == 3 ? pixels.readRgb(rgb, 3 * width) : pixels.readOthers(rgb, width, height, channels);
            return isWhole ? rgb : null;
        } catch (DataFormatException e) {
            return null;
        } finally {
            pixels.inflater.end();
        }
    }

    /** The filter of a row comes with the row before: it lies where that row's pixels will. */
    private boolean readRgb(byte[] rgb, int stride) throws DataFormatException {
        byte[] first = new byte[1];
        if (!inflate(first, 0, 1)) {
            return false;
        }
        byte[] above = new byte[stride];
        int aboveAt = 0;
        int filter = first[0];
        for (int at = 0; at < rgb.length; at += stride) {
            boolean isLast = at + stride == rgb.length;
            if (!inflate(rgb, at, isLast ? stride : stride + 1) || !undo(filter, rgb, at, above, aboveAt, stride, 3)) {
                return false;
            }
            filter = isLast ? 0 : rgb[at + stride];
            above = rgb;
            aboveAt = at;
        }
        return true;
    }

    private boolean readOthers(byte[] rgb, int width, int height, int channels) throws DataFormatException {
        int length = channels * width;
        byte[] above = new byte[1 + length];
        byte[] row = new byte[1 + length];
        int green = channels == 4 ? 1 : 0;
        int blue = channels == 4 ? 2 : 0;
        int out = 0;
        for (int y = 0; y < height; y++) {
            if (!inflate(row, 0, 1 + length) || !undo(row[0], row, 1, above, 1, length, channels)) {
                return false;
            }
            for (int at = 1; at < row.length; at += channels, out += 3) {
                rgb[out] = row[at];
                rgb[out + 1] = row[at + green];
                rgb[out + 2] = row[at + blue];
            }
            byte[] done = above;
            above = row;
            row = done;
        }
        return true;
    }

    /** Whether there were so many bytes. */
    private boolean inflate(byte[] into, int offset, int wanted) throws DataFormatException {
        int from = offset;
        int end = offset + wanted;
        while (from < end) {
            int count = inflater.inflate(into, from, end - from);
            from += count;
            if (count == 0 && (inflater.finished() || inflater.needsDictionary() || !feed())) {
                return false;
            }
        }
        return true;
    }

    /** Gives the next chunk of data to the inflater. */
    private boolean feed() {
        while (encoded.length - next >= FRAME) {
            int at = next;
            int length = chunks.getInt(at);
            next += FRAME + length;
            if (Bytes.startWith(encoded, at + 4, "IDAT")) {
                inflater.setInput(encoded, at + 8, length);
                return true;
            }
            if (Bytes.startWith(encoded, at + 4, "IEND")) {
                return false;
            }
        }
        return false;
    }

    /** Undoes the filter of a row in place; false if there is none of that number. */
    private static boolean undo(
            int filter, byte[] row, int start, byte[] above, int aboveStart, int length, int channels) {
        switch (filter) {
            case 0 -> {}
            case 1 -> {
                for (int i = start + channels; i < start + length; i++) {
                    row[i] += row[i - channels];
                }
            }
            case 2 -> {
                for (int i = 0; i < length; i++) {
                    row[start + i] += above[aboveStart + i];
                }
            }
            case 3 -> {
                for (int c = 0; c < channels; c++) {
                    int left = 0;
                    for (int i = c; i < length; i += channels) {
                        left = row[start + i] + ((left + (above[aboveStart + i] & 0xFF)) >> 1) & 0xFF;
                        row[start + i] = (byte) left;
                    }
                }
            }
            case 4 -> {
                if (channels == 3) {
                    undoPaethOfRgb(row, start, above, aboveStart, length);
                    return true;
                }
                for (int c = 0; c < channels; c++) {
                    undoPaeth(row, start + c, above, aboveStart + c, length - c, channels);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void undoPaeth(byte[] row, int start, byte[] above, int aboveStart, int length, int channels) {
        int left = 0;
        int corner = 0;
        for (int i = 0; i < length; i += channels) {
            int up = above[aboveStart + i] & 0xFF;
            left = row[start + i] + nearest(left, up, corner) & 0xFF;
            row[start + i] = (byte) left;
            corner = up;
        }
    }

    /** Each byte waits for the one to its left: three chains side by side take little more time than one. */
    private static void undoPaethOfRgb(byte[] row, int start, byte[] above, int aboveStart, int length) {
        int red = 0;
        int green = 0;
        int blue = 0;
        int redCorner = 0;
        int greenCorner = 0;
        int blueCorner = 0;
        for (int i = 0; i < length; i += 3) {
            int redUp = above[aboveStart + i] & 0xFF;
            int greenUp = above[aboveStart + i + 1] & 0xFF;
            int blueUp = above[aboveStart + i + 2] & 0xFF;
            red = row[start + i] + nearest(red, redUp, redCorner) & 0xFF;
            green = row[start + i + 1] + nearest(green, greenUp, greenCorner) & 0xFF;
            blue = row[start + i + 2] + nearest(blue, blueUp, blueCorner) & 0xFF;
            row[start + i] = (byte) red;
            row[start + i + 1] = (byte) green;
            row[start + i + 2] = (byte) blue;
            redCorner = redUp;
            greenCorner = greenUp;
            blueCorner = blueUp;
        }
    }

    /** The neighbour that is nearest to what a plane through all three would have (section 9.4). */
    private static int nearest(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        int upOrCorner = toUp <= toCorner ? up : corner;
        return toLeft <= Math.min(toUp, toCorner) ? left : upOrCorner;
    }
}
