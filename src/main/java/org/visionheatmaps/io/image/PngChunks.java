package org.visionheatmaps.io.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.visionheatmaps.io.image.EncodedImage.Samples;
import org.visionheatmaps.io.value.Bytes;

/** The chunks of a PNG that make its pixels (W3C PNG, sections 5 and 11): IHDR, PLTE, IDAT and IEND. All others are left out. */
final class PngChunks {
    private static final int SIGNATURE = 8;
    /** The length, the type and the CRC of a chunk. */
    private static final int FRAME = 12;

    private static final int HEADER = 13;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int GREY_ALPHA = 4;
    private static final int RGBA = 6;

    private PngChunks() {}

    static EncodedImage read(byte[] encoded) throws IOException {
        ByteBuffer png = ByteBuffer.wrap(encoded);
        if (encoded.length < SIGNATURE + FRAME + HEADER
                || png.getInt(SIGNATURE) != HEADER
                || !Bytes.startWith(encoded, SIGNATURE + 4, "IHDR")) {
            throw new IOException("it does not begin with a header");
        }
        EncodedStream chunks = new EncodedStream(false).with(encoded, 0, SIGNATURE + FRAME + HEADER);
        boolean hasPalette = false;
        boolean hasEnded = false;
        for (int at = SIGNATURE + FRAME + HEADER; !hasEnded; ) {
            if (encoded.length - at < FRAME) {
                throw new IOException("it was cut off: it does not end with IEND");
            }
            int length = png.getInt(at);
            if (length < 0 || length > encoded.length - at - FRAME) {
                throw new IOException("it was cut off within a chunk");
            }
            int end = at + FRAME + length;
            boolean isPalette = Bytes.startWith(encoded, at + 4, "PLTE");
            hasEnded = Bytes.startWith(encoded, at + 4, "IEND");
            if (hasEnded || isPalette && !hasPalette || Bytes.startWith(encoded, at + 4, "IDAT")) {
                chunks.with(encoded, at, end);
            }
            hasPalette |= isPalette;
            at = end;
        }
        return image(png, chunks);
    }

    private static EncodedImage image(ByteBuffer png, EncodedStream chunks) {
        int width = png.getInt(16);
        int height = png.getInt(20);
        int depth = png.get(24);
        int type = png.get(25);
        Samples samples =
                depth == 8 && type == RGB ? Samples.RGB : depth == 8 && type == GREY ? Samples.GREY : Samples.OWN;
        int channels = type == RGB ? 3 : type == RGBA ? 4 : type == GREY_ALPHA ? 2 : 1;
        long own = samples == Samples.OWN ? (depth == 16 ? 2L : 1L) * channels * width * height : 0;
        long rows = 64L * width;
        return new EncodedImage(width, height, samples, rows + own, () -> chunks);
    }
}
