package org.visionheatmaps.io.image;

import org.visionheatmaps.tensor.BadDataException;

/**
 * The size of an encoded image, read off its header.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record ImageSize(int width, int height) {
    /**
     * Reads the size that the decoded image would have.
     *
     * @throws BadDataException if this is no image, or one that ends too early
     */
    public static ImageSize of(byte[] bytes, ImageDecoder decoder) {
        return decoder.size(bytes);
    }
}
