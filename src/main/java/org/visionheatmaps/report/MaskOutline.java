package org.visionheatmaps.report;

import org.visionheatmaps.metrics.Region;
import org.visionheatmaps.tensor.RgbImage;

/**
 * Draws where the object is said to be over a picture: a white line of two pixels within its edge and a black one of a pixel around it, which
 * show on every colour. The picture's own edge closes the line.
 */
@FunctionalInterface
public interface MaskOutline {
    /** No outline. */
    MaskOutline NONE = (width, height) -> null;

    /** Smaller pictures are enlarged, since the line would cover them. */
    int MIN_PIXELS = 112;

    /** The region at the size of a picture, or null if none is known. */
    Region region(int width, int height);

    /** A picture with the outline. */
    default RgbImage over(RgbImage picture) {
        Region region = region(picture.width(), picture.height());
        if (region == null) {
            return picture;
        }
        byte[] rgb = picture.rgb().clone();
        for (int y = 0, at = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++, at += 3) {
                boolean isInside = has(region, x, y);
                if (isInside ? isNear(region, x, y, 2, false) : isNear(region, x, y, 1, true)) {
                    byte level = (byte) (isInside ? 0xFF : 0);
                    rgb[at] = level;
                    rgb[at + 1] = level;
                    rgb[at + 2] = level;
                }
            }
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }

    /** The same of a heatmap, whose pixels become squares of pixels if it is small. */
    default RgbImage overEnlarged(RgbImage heatmap) {
        int factor = MIN_PIXELS / Math.max(heatmap.width(), heatmap.height());
        if (factor < 2 || region(heatmap.width(), heatmap.height()) == null) {
            return over(heatmap);
        }
        int width = heatmap.width() * factor;
        int height = heatmap.height() * factor;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                System.arraycopy(heatmap.rgb(), 3 * (y / factor * heatmap.width() + x / factor), rgb, at, 3);
            }
        }
        return over(new RgbImage(width, height, rgb));
    }

    private static boolean has(Region region, int x, int y) {
        return x >= 0 && y >= 0 && x < region.width() && y < region.height() && region.has(y * region.width() + x);
    }

    /** Whether a pixel that is inside, or outside, is at most so many steps to the side, up or down away. */
    private static boolean isNear(Region region, int x, int y, int steps, boolean inside) {
        for (int down = -steps; down <= steps; down++) {
            int left = steps - Math.abs(down);
            for (int right = -left; right <= left; right++) {
                if (has(region, x + right, y + down) == inside) {
                    return true;
                }
            }
        }
        return false;
    }
}
