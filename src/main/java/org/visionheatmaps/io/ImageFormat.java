package org.visionheatmaps.io;

import java.util.Optional;

/** Formats of encoded images, told by their first bytes. */
enum ImageFormat {
    PNG(0, "\u0089PNG\r\n\u001a\n"),
    JPEG(0, "\u00ff\u00d8\u00ff"),
    WEBP(8, "WEBP"),
    GIF(0, "GIF8"),
    BMP(0, "BM");

    private final int offset;
    private final String magic;

    ImageFormat(int offset, String magic) {
        this.offset = offset;
        this.magic = magic;
    }

    /** The format of some bytes; none if they begin as none of these do. */
    static Optional<ImageFormat> of(byte[] encoded) {
        for (ImageFormat format : values()) {
            if (Bytes.startWith(encoded, format.offset, format.magic)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
