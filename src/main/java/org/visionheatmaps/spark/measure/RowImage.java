package org.visionheatmaps.spark.measure;

import org.visionheatmaps.io.image.ImageSize;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.spark.input.Element;
import org.visionheatmaps.tensor.BadDataException;

/**
 * What an audit knows of a row's photograph.
 *
 * @param size in pixels, or null if there is none, or it cannot be read
 * @param fault why it cannot be read, or null
 * @param isMissing whether there should be one, but is not
 */
public record RowImage(ImageSize size, BadDataException fault, boolean isMissing) {
    /** Looks at the photograph's header; decodes it only where that is needed to know its size. */
    public static RowImage of(Element element, boolean hasImages) {
        try {
            ImageSize size = element.imageSize();
            return new RowImage(size, null, size == null && hasImages);
        } catch (BadDataException e) {
            return new RowImage(null, e, false);
        }
    }

    Integer width() {
        return size == null ? null : size.width();
    }

    Integer height() {
        return size == null ? null : size.height();
    }

    /** Whether the photograph has the size of a map, W×H. */
    boolean fits(int width, int height) {
        return size != null && size.width() == width && size.height() == height;
    }

    /**
     * Sets the flags of images.
     *
     * @param map its size, or null if there is no map
     */
    void describe(ElementMetrics metrics, MapSize map) {
        metrics.set(Flag.IMAGE_MISSING, isMissing);
        metrics.set(Flag.IMAGE_UNREADABLE, fault != null);
        metrics.set(Flag.IMAGE_MISMATCH, size != null && map != null && !fits(map.width(), map.height()));
    }
}
