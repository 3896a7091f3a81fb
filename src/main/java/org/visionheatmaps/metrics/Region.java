package org.visionheatmaps.metrics;

/** The part of a picture where the object is, at the size of a map. */
public final class Region {
    private final int width;
    private final int height;
    private final boolean[] inside;
    private final double stepX;
    private final double stepY;

    /**
     * @param width of the map
     * @param height of the map
     * @param inside whether each pixel belongs to it, row by row from the top; for reading
     * @param stepX pixels of the picture from one pixel of the map to the next on its right
     * @param stepY pixels of the picture from one row of the map to the next
     * @throws IllegalArgumentException if the pixels do not fit the size
     */
    public Region(int width, int height, boolean[] inside, double stepX, double stepY) {
        if (inside.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "A region of " + width + "×" + height + " pixels cannot hold " + inside.length);
        }
        this.width = width;
        this.height = height;
        this.inside = inside;
        this.stepX = stepX;
        this.stepY = stepY;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Whether a pixel belongs to it, counted row by row. */
    public boolean has(int pixel) {
        return inside[pixel];
    }

    /**
     * A mask at the size of a map: each pixel of the map is that of the mask in its middle.
     *
     * @param mask row by row, {@code maskWidth * maskHeight} pixels; a mask of the map's size is kept, for reading
     */
    public static Region ofMask(boolean[] mask, int maskWidth, int maskHeight, int width, int height) {
        double stepX = (double) maskWidth / width;
        double stepY = (double) maskHeight / height;
        if (maskWidth == width && maskHeight == height) {
            return new Region(width, height, mask, stepX, stepY);
        }
        boolean[] inside = new boolean[Math.multiplyExact(width, height)];
        int[] columns = new int[width];
        for (int x = 0; x < width; x++) {
            columns[x] = (int) ((2L * x + 1) * maskWidth / (2L * width));
        }
        for (int y = 0, at = 0; y < height; y++) {
            int row = (int) ((2L * y + 1) * maskHeight / (2L * height)) * maskWidth;
            for (int x = 0; x < width; x++) {
                inside[at++] = mask[row + columns[x]];
            }
        }
        return new Region(width, height, inside, stepX, stepY);
    }

    /**
     * Boxes at the size of a map: a pixel of the map belongs to a box that its middle is in.
     *
     * @param boxes left, top, right, bottom of each, in pixels of the picture
     * @param pictureWidth in pixels
     * @param pictureHeight in pixels
     */
    public static Region ofBoxes(double[][] boxes, double pictureWidth, double pictureHeight, int width, int height) {
        double stepX = pictureWidth / width;
        double stepY = pictureHeight / height;
        boolean[] inside = new boolean[Math.multiplyExact(width, height)];
        for (double[] box : boxes) {
            for (int y = 0; y < height; y++) {
                double middleY = (y + 0.5) * stepY;
                for (int x = 0; x < width && middleY >= box[1] && middleY < box[3]; x++) {
                    double middleX = (x + 0.5) * stepX;
                    inside[y * width + x] |= middleX >= box[0] && middleX < box[2];
                }
            }
        }
        return new Region(width, height, inside, stepX, stepY);
    }

    /** The same at another size: each pixel is that in its middle. */
    public Region resized(int newWidth, int newHeight) {
        return ofMask(inside, width, height, newWidth, newHeight);
    }

    /** How many pixels belong to it. */
    public int size() {
        int size = 0;
        for (boolean pixel : inside) {
            size += pixel ? 1 : 0;
        }
        return size;
    }

    /** Whether a pixel belongs to it, or one that does is at most so far away, in pixels of the picture between middles. */
    boolean isNear(int x, int y, double distance) {
        if (inside[y * width + x]) {
            return true;
        }
        int reachX = (int) Math.min(width, distance / stepX);
        int reachY = (int) Math.min(height, distance / stepY);
        for (int j = Math.max(0, y - reachY); j <= Math.min(height - 1, y + reachY); j++) {
            for (int i = Math.max(0, x - reachX); i <= Math.min(width - 1, x + reachX); i++) {
                double dx = (i - x) * stepX;
                double dy = (j - y) * stepY;
                if (inside[j * width + i] && dx * dx + dy * dy <= distance * distance) {
                    return true;
                }
            }
        }
        return false;
    }
}
