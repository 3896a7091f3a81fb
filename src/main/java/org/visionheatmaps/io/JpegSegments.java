package org.visionheatmaps.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What stands in a JPEG before its pixels (ITU-T T.81, Annex B): segments of a marker and a length each, up to the first scan.
 */
final class JpegSegments {
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int START_OF_SCAN = 0xDA;
    private static final String EXIF = "Exif\0\0";
    private static final String PROFILE = "ICC_PROFILE\0";
    private static final String ADOBE = "Adobe";
    private static final int ADOBE_TRANSFORM = 11;
    private static final int YCCK = 2;

    private final byte[] encoded;
    private final ByteArrayOutputStream withoutProfile = new ByteArrayOutputStream();
    private ByteBuffer exif;
    private int components;
    private boolean isYcck;

    /** Reads as far as the segments make sense. */
    JpegSegments(byte[] encoded) {
        this.encoded = encoded;
        withoutProfile.write(encoded, 0, 2);
        int at = 2;
        while (at + 4 <= encoded.length && (encoded[at] & 0xFF) == 0xFF) {
            int marker = encoded[at + 1] & 0xFF;
            int end = at + 2 + ((encoded[at + 2] & 0xFF) << 8 | encoded[at + 3] & 0xFF);
            if (marker == 0xFF) {
                at++; // a fill byte
                continue;
            }
            if (marker == START_OF_SCAN || end < at + 4 || end > encoded.length) {
                break;
            }
            if (!see(marker, at + 4, end)) {
                withoutProfile.write(encoded, at, end - at);
            }
            at = end;
        }
        withoutProfile.write(encoded, at, encoded.length - at);
    }

    /** Notes what a segment tells; true if it is of a colour profile. */
    private boolean see(int marker, int from, int to) {
        if (marker == APP1 && exif == null && Bytes.startWith(encoded, from, EXIF)) {
            int start = from + EXIF.length();
            exif = Bytes.part(encoded, start, to - start, ByteOrder.BIG_ENDIAN);
        } else if (marker == APP14 && to - from > ADOBE_TRANSFORM && Bytes.startWith(encoded, from, ADOBE)) {
            isYcck = encoded[from + ADOBE_TRANSFORM] == YCCK;
        } else if (isStartOfFrame(marker) && to - from > 5) {
            components = encoded[from + 5] & 0xFF;
        }
        return marker == APP2 && Bytes.startWith(encoded, from, PROFILE);
    }

    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** The block of TIFF tags that cameras write. */
    Optional<ByteBuffer> exif() {
        return Optional.ofNullable(exif);
    }

    /** Whether pixels have four components, which are inks. */
    boolean isOfInks() {
        return components == 4;
    }

    /** Whether the inks are stored as luma, chroma and key. */
    boolean isYcck() {
        return isYcck;
    }

    /** The same image without its ICC profile. */
    byte[] withoutProfile() {
        return withoutProfile.toByteArray();
    }
}
