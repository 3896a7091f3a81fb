package org.visionheatmaps.io.image;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * An image whose header was read, and whose parts are known to be there.
 *
 * @param width in pixels
 * @param height in pixels
 * @param samples how the decoder delivers pixels
 * @param decoderBytes what the decoder takes besides the RGB bytes
 * @param stream what the decoder gets to see: without colour profiles, texts and other parts that change no pixel
 */
record EncodedImage(int width, int height, Samples samples, long decoderBytes, Supplier<EncodedStream> stream) {
    /** How pixels come out of a decoder. */
    enum Samples {
        /** Into the bytes of the RGB image. */
        RGB,
        /** Into every third byte of the RGB image, to be repeated. */
        GREY,
        /** As an image of the decoder's own. */
        OWN,
        /** As four inks. */
        INKS
    }

    /**
     * Reads the header of an image.
     *
     * @throws IOException if it makes no sense, or the data ends too early
     */
    static EncodedImage of(byte[] encoded, ImageFormat format) throws IOException {
        EncodedImage image =
                switch (format) {
                    case PNG -> PngChunks.read(encoded);
                    case JPEG -> new JpegSegments(encoded).image();
                    case WEBP -> WebpChunks.read(encoded);
                };
        if (image.width() < 1 || image.height() < 1) {
            throw new IOException("it has " + image.width() + "×" + image.height() + " pixels");
        }
        return image;
    }

    long pixels() {
        return (long) width * height;
    }
}
