package org.visionheatmaps.io.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.visionheatmaps.io.value.Bytes;
import org.visionheatmaps.tensor.RgbImage;

/** How a camera was held: the tag {@code Orientation} (0x0112) of EXIF, in JPEG, PNG (chunk eXIf) and WebP (chunk EXIF). */
final class ExifOrientation {
    private static final int TAG = 0x0112;
    static final int UPRIGHT = 1;
    /** From here on, width and height change places. */
    static final int FIRST_LYING = 5;

    private static final int ENTRY = 12;
    private static final String EXIF = "Exif\0\0";

    private ExifOrientation() {}

    /** The stored orientation, 1 to 8; 1 (upright) if there is none, or none that makes sense. */
    static int of(byte[] encoded, ImageFormat format) {
        Optional<ByteBuffer> exif =
                switch (format) {
                    case JPEG -> new JpegSegments(encoded).exif();
                    case PNG -> pngChunk(encoded);
                    case WEBP -> webpChunk(encoded);
                };
        return exif.map(ExifOrientation::read).orElse(UPRIGHT);
    }

    private static Optional<ByteBuffer> pngChunk(byte[] encoded) {
        ByteBuffer png = ByteBuffer.wrap(encoded);
        for (long at = 8; at + 12 <= encoded.length; ) {
            long length = png.getInt((int) at) & 0xFFFFFFFFL;
            if (Bytes.startWith(encoded, (int) at + 4, "eXIf")) {
                return Optional.of(Bytes.part(encoded, (int) at + 8, length, ByteOrder.BIG_ENDIAN));
            }
            at += 12 + length;
        }
        return Optional.empty();
    }

    private static Optional<ByteBuffer> webpChunk(byte[] encoded) {
        ByteBuffer riff = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = 12; at + 8 <= encoded.length; ) {
            long length = riff.getInt((int) at + 4) & 0xFFFFFFFFL;
            if (Bytes.startWith(encoded, (int) at, "EXIF")) {
                int start = (int) at + 8;
                // Some writers keep the first bytes that the block has in a JPEG.
                int skipped = Bytes.startWith(encoded, start, EXIF) ? EXIF.length() : 0;
                return Optional.of(Bytes.part(encoded, start + skipped, length - skipped, ByteOrder.BIG_ENDIAN));
            }
            at += 8 + length + (length & 1);
        }
        return Optional.empty();
    }

    /** Reads the tag of the first directory of a TIFF block. */
    private static int read(ByteBuffer tiff) {
        if (tiff.limit() < 8) {
            return UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xFFFFFFFFL;
        if (directory + 2 > tiff.limit()) {
            return UPRIGHT;
        }
        int entries = tiff.getShort((int) directory) & 0xFFFF;
        for (int entry = 0; entry < entries; entry++) {
            long at = directory + 2 + (long) entry * ENTRY;
            if (at + ENTRY > tiff.limit()) {
                return UPRIGHT;
            }
            if ((tiff.getShort((int) at) & 0xFFFF) == TAG) {
                int orientation = tiff.getShort((int) at + 8) & 0xFFFF;
                return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** The image as it was seen. */
    static RgbImage apply(RgbImage stored, int orientation) {
        return switch (orientation) {
            case 2 -> stored.turned(false, true, false);
            case 3 -> stored.turned(false, true, true);
            case 4 -> stored.turned(false, false, true);
            case 5 -> stored.turned(true, false, false);
            case 6 -> stored.turned(true, true, false);
            case 7 -> stored.turned(true, true, true);
            case 8 -> stored.turned(true, false, true);
            default -> stored;
        };
    }
}
