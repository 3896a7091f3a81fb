package org.visionheatmaps.io.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.visionheatmaps.io.image.EncodedImage.Samples;
import org.visionheatmaps.io.value.Bytes;

/**
 * The first picture of a WebP (RFC 9649): its chunk VP8 or VP8L, alone in a container. Alpha, profiles, texts and other frames are left
 * out.
 */
final class WebpChunks {
    private static final int FILE_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int ANIMATED = 1 << 1;
    private static final int LOSSLESS_SIGNATURE = 0x2F;
    private static final int START_CODE = 0x2A019D;
    /** A reader of bits looks so many bytes ahead of the last one. */
    private static final int LOOK_AHEAD = 8;

    private final byte[] encoded;
    private final ByteBuffer riff;

    private WebpChunks(byte[] encoded) {
        this.encoded = encoded;
        this.riff = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    }

    static EncodedImage read(byte[] encoded) throws IOException {
        return new WebpChunks(encoded).image();
    }

    private EncodedImage image() throws IOException {
        long length = CHUNK_HEADER + (riff.getInt(4) & 0xFFFFFFFFL);
        if (length > encoded.length) {
            throw new IOException("of " + length + " bytes, only " + encoded.length + " came");
        }
        int end = (int) length;
        if (!isChunk(FILE_HEADER, "VP8X", end)) {
            return picture(find(FILE_HEADER, end));
        }
        if (end(FILE_HEADER, end) < FILE_HEADER + CHUNK_HEADER + 10) {
            throw new IOException("its header is too short");
        }
        int canvas = FILE_HEADER + CHUNK_HEADER;
        boolean isAnimated = (riff.get(canvas) & ANIMATED) != 0;
        int width = 1 + threeBytes(canvas + 4);
        int height = 1 + threeBytes(canvas + 7);
        EncodedImage picture =
                picture(isAnimated ? find(frame(canvas, end, width, height), end) : find(end(FILE_HEADER, end), end));
        if (picture.width() != width || picture.height() != height) {
            throw new IOException("its picture of " + picture.width() + "×" + picture.height()
                    + " pixels does not fill its canvas of " + width + "×" + height);
        }
        return picture;
    }

    /** Where the chunks of the first frame begin. */
    private int frame(int canvas, int end, int width, int height) throws IOException {
        for (int at = canvas - CHUNK_HEADER; at < end; at = end(at, end)) {
            if (isChunk(at, "ANMF", end)) {
                int frame = at + CHUNK_HEADER;
                if (end(at, end) < frame + FRAME_HEADER) {
                    throw new IOException("its first frame is too short");
                }
                if (threeBytes(frame) != 0
                        || threeBytes(frame + 3) != 0
                        || 1 + threeBytes(frame + 6) != width
                        || 1 + threeBytes(frame + 9) != height) {
                    throw new IOException("its first frame does not fill its canvas");
                }
                return frame + FRAME_HEADER;
            }
        }
        throw new IOException("it has no frame");
    }

    private int find(int from, int end) throws IOException {
        for (int at = from; at < end; at = end(at, end)) {
            if (isChunk(at, "VP8 ", end) || isChunk(at, "VP8L", end)) {
                return at;
            }
        }
        throw new IOException("it has no picture");
    }

    private boolean isChunk(int at, String name, int end) {
        return end - at >= CHUNK_HEADER && Bytes.startWith(encoded, at, name);
    }

    /** Where the next chunk begins. */
    private int end(int at, int end) throws IOException {
        if (end - at < CHUNK_HEADER) {
            throw new IOException("it was cut off within the header of a chunk");
        }
        long length = riff.getInt(at + 4) & 0xFFFFFFFFL;
        if (length > end - at - CHUNK_HEADER) {
            throw new IOException("it was cut off: a chunk of " + length + " bytes does not fit");
        }
        return (int) Math.min(end, at + CHUNK_HEADER + length + (length & 1));
    }

    private int threeBytes(int at) {
        return riff.getShort(at) & 0xFFFF | (riff.get(at + 2) & 0xFF) << 16;
    }

    private EncodedImage picture(int chunk) throws IOException {
        int from = chunk + CHUNK_HEADER;
        int length = end(chunk, encoded.length) - from;
        boolean isLossless = Bytes.startWith(encoded, chunk, "VP8L");
        if (length < 10) {
            throw new IOException("its picture is too short");
        }
        byte[] header = Arrays.copyOf("RIFF----WEBP".getBytes(java.nio.charset.StandardCharsets.US_ASCII), FILE_HEADER);
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 4 + CHUNK_HEADER + length);
        EncodedStream stream = new EncodedStream(true)
                .with(header, 0, FILE_HEADER)
                .with(encoded, chunk, from + length)
                .with(new byte[LOOK_AHEAD], 0, LOOK_AHEAD);
        return isLossless ? lossless(from, stream) : lossy(from, length, stream);
    }

    private EncodedImage lossless(int at, EncodedStream stream) throws IOException {
        int sizes = riff.getInt(at + 1);
        if (riff.get(at) != LOSSLESS_SIGNATURE || sizes >>> 29 != 0) {
            throw new IOException("its lossless picture begins as none does");
        }
        int width = 1 + (sizes & 0x3FFF);
        int height = 1 + (sizes >>> 14 & 0x3FFF);
        boolean hasAlpha = (sizes >>> 28 & 1) != 0;
        // Transforms and codes are images too, of a sixteenth of the pixels each at most.
        long pixels = (long) width * height;
        return new EncodedImage(
                width,
                height,
                hasAlpha ? Samples.OWN : Samples.RGB,
                pixels + (hasAlpha ? 4 * pixels : 0),
                () -> stream);
    }

    private EncodedImage lossy(int at, int length, EncodedStream stream) throws IOException {
        int tag = threeBytes(at);
        if ((tag & 1) != 0 || threeBytes(at + 3) != START_CODE) {
            throw new IOException("its lossy picture does not begin with a key frame");
        }
        if (tag >>> 5 > length - 10) {
            throw new IOException("it was cut off within its first partition");
        }
        int width = riff.getShort(at + 6) & 0x3FFF;
        int height = riff.getShort(at + 8) & 0x3FFF;
        // Two rows of macroblocks of objects, about 20 KB each, and modes of all.
        long decoder = (long) width * height + 2 * 20_000L * (width / 16 + 2);
        return new EncodedImage(width, height, Samples.RGB, decoder, () -> stream);
    }
}
