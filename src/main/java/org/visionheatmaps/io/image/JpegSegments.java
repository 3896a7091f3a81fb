package org.visionheatmaps.io.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.visionheatmaps.io.image.EncodedImage.Samples;
import org.visionheatmaps.io.value.Bytes;

/**
 * What stands in a JPEG before its pixels (ITU-T T.81, Annex B): segments of a marker and a length each, up to the first scan.
 * Decoders get to see those that change pixels.
 */
final class JpegSegments {
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final int PROGRESSIVE = 0xC2;
    private static final int START_OF_SCAN = 0xDA;
    private static final String EXIF = "Exif\0\0";
    private static final String ADOBE = "Adobe";
    private static final int ADOBE_TRANSFORM = 11;
    private static final int YCCK = 2;
    /** Each takes a pass over all pixels. Encoders write about ten. */
    private static final int MAX_SCANS = 100;

    private final byte[] encoded;
    private final EncodedStream decoded = new EncodedStream(false);
    private ByteBuffer exif;
    private int frame;
    private int frameEnd;
    private boolean hasSecondFrame;
    private boolean isYcck;
    /** Where the first scan begins, or 0. */
    private int firstScan;

    /** Reads as far as the segments make sense. */
    JpegSegments(byte[] encoded) {
        this.encoded = encoded;
        decoded.with(encoded, 0, 2);
        int at = 2;
        while (at + 4 <= encoded.length && (encoded[at] & 0xFF) == 0xFF) {
            int marker = encoded[at + 1] & 0xFF;
            int end = at + 2 + ((encoded[at + 2] & 0xFF) << 8 | encoded[at + 3] & 0xFF);
            if (marker == 0xFF) {
                at++; // a fill byte
                continue;
            }
            if (marker == START_OF_SCAN) {
                firstScan = at;
                break;
            }
            if (end < at + 4 || end > encoded.length) {
                break;
            }
            if (see(marker, at + 4, end)) {
                decoded.with(encoded, at, end);
            }
            at = end;
        }
        decoded.with(encoded, at, encoded.length);
    }

    /** Notes what a segment says; true if a decoder needs it. */
    private boolean see(int marker, int from, int to) {
        if (marker == APP1 && exif == null && Bytes.startWith(encoded, from, EXIF)) {
            int start = from + EXIF.length();
            exif = Bytes.part(encoded, start, to - start, ByteOrder.BIG_ENDIAN);
        } else if (marker == APP14 && to - from > ADOBE_TRANSFORM && Bytes.startWith(encoded, from, ADOBE)) {
            isYcck = encoded[from + ADOBE_TRANSFORM] == YCCK;
        } else if (isStartOfFrame(marker)) {
            hasSecondFrame = frame != 0;
            frame = frame == 0 ? from : frame;
            frameEnd = frameEnd == 0 ? to : frameEnd;
        }
        boolean isApplications = marker >= APP0 && marker <= APP15 || marker == COMMENT;
        return !isApplications || marker == APP0 || marker == APP14;
    }

    /**
     * What the frame's header says.
     *
     * @throws IOException if there is none, or one that is not read
     */
    EncodedImage image() throws IOException {
        if (frame == 0 || hasSecondFrame || frameEnd - frame < 6) {
            throw new IOException(hasSecondFrame ? "it has more than one frame" : "it has no frame: it was cut off");
        }
        int components = encoded[frame + 5] & 0xFF;
        int marker = encoded[frame - 3] & 0xFF;
        boolean isRead = encoded[frame] == 8 && marker >= 0xC0 && marker <= PROGRESSIVE;
        if (!isRead || components != 1 && components != 3 && components != 4) {
            throw new IOException("it needs 8 bits in 1, 3 or 4 components, baseline or progressive, but has "
                    + encoded[frame] + " bits in " + components + ", process " + (marker - 0xC0));
        }
        if (frameEnd - frame < 6 + 3 * components) {
            throw new IOException("its frame was cut off");
        }
        int height = (encoded[frame + 1] & 0xFF) << 8 | encoded[frame + 2] & 0xFF;
        int width = (encoded[frame + 3] & 0xFF) << 8 | encoded[frame + 4] & 0xFF;
        int scans = scans();
        if (scans > MAX_SCANS) {
            throw new IOException("it has " + scans + " scans, more than " + MAX_SCANS);
        }
        boolean isBuffered = marker == PROGRESSIVE || scans > 1;
        Samples samples = components == 1 ? Samples.GREY : components == 3 ? Samples.RGB : Samples.INKS;
        long pixels = (long) width * height;
        long decoder = 256L * width + (isBuffered ? coefficients(components, pixels) : 0);
        return new EncodedImage(
                width, height, samples, decoder + (samples == Samples.INKS ? 4 * pixels : 0), () -> decoded);
    }

    /** Bytes of the coefficients of all blocks, which a decoder keeps from scan to scan. */
    private long coefficients(int components, long pixels) {
        long sampled = 0;
        int widest = 1;
        int highest = 1;
        for (int c = 0; c < components; c++) {
            int factors = encoded[frame + 7 + 3 * c] & 0xFF;
            sampled += (long) (factors >> 4) * (factors & 0xF);
            widest = Math.max(widest, factors >> 4);
            highest = Math.max(highest, factors & 0xF);
        }
        return pixels * Short.BYTES * sampled / ((long) widest * highest);
    }

    private int scans() {
        int scans = 0;
        for (int at = firstScan; firstScan > 0 && at + 1 < encoded.length; at++) {
            if (encoded[at] == (byte) 0xFF && (encoded[at + 1] & 0xFF) == START_OF_SCAN) {
                scans++;
            }
        }
        return scans;
    }

    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** The block of TIFF tags that cameras write. */
    Optional<ByteBuffer> exif() {
        return Optional.ofNullable(exif);
    }

    /** Whether the inks are stored as luma, chroma and key. */
    boolean isYcck() {
        return isYcck;
    }
}
