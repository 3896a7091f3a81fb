package org.visionheatmaps.io.image;

import java.util.Optional;
import org.visionheatmaps.io.value.Bytes;

/** Formats of encoded images that are read, recognized by their first bytes. No decoder sees any other. */
enum ImageFormat {
    PNG(0, "\u0089PNG\r\n\u001a\n", "PNG"),
    JPEG(0, "\u00ff\u00d8\u00ff", "JPEG"),
    WEBP(8, "WEBP", "WebP");

    private final int offset;
    private final String magic;
    private final String label;

    ImageFormat(int offset, String magic, String label) {
        this.offset = offset;
        this.magic = magic;
        this.label = label;
    }

    /** The format of some bytes; none if they begin as none of these do. */
    static Optional<ImageFormat> of(byte[] encoded) {
        for (ImageFormat format : values()) {
            boolean isContained = format != WEBP || Bytes.startWith(encoded, 0, "RIFF");
            if (isContained && Bytes.startWith(encoded, format.offset, format.magic)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The name in messages. */
    String label() {
        return label;
    }
}
