package org.visionheatmaps.png;

/** The bytes of an image as a filter sees them: rows of equal length, and how far the byte of the pixel on the left is. */
final class Raster {
    private final byte[] bytes;
    private final int height;
    private final int stride;
    private final int unit;

    /**
     * @param bytes {@code height} rows of {@code stride} bytes
     * @param unit bytes per pixel, 1 if several pixels share a byte
     */
    Raster(byte[] bytes, int height, int stride, int unit) {
        this.bytes = bytes;
        this.height = height;
        this.stride = stride;
        this.unit = unit;
    }

    byte[] bytes() {
        return bytes;
    }

    int height() {
        return height;
    }

    int stride() {
        return stride;
    }

    int unit() {
        return unit;
    }

    /** Bytes per row with the filter's number. */
    int filteredStride() {
        return stride + 1;
    }

    /** Writes one row, filtered, with the filter's number before it. */
    void filter(Filter filter, int row, byte[] out, int at) {
        out[at] = filter.number();
        filter.apply(bytes, row * stride, stride, unit, out, at + 1);
    }
}
