package org.visionheatmaps.png;

/** Filters row by row, each with one of the five filters. */
@FunctionalInterface
interface RowFilter {
    /** Writes one row, filtered, with the filter's number before it. */
    void filter(Raster image, int row, byte[] out, int at);

    static RowFilter always(Filter filter) {
        return (image, row, out, at) -> image.filter(filter, row, out, at);
    }

    /** For each row the filter with the least sum of absolute values (PNG specification, 12.7). Ties go to the first filter. */
    static RowFilter adaptive() {
        return (image, row, out, at) -> {
            Filter best = Filter.NONE;
            long least = Long.MAX_VALUE;
            for (Filter filter : Filter.values()) {
                image.filter(filter, row, out, at);
                long sum = 0;
                for (int i = at + 1; i < at + image.filteredStride(); i++) {
                    sum += Math.abs(out[i]);
                }
                if (sum < least) {
                    least = sum;
                    best = filter;
                }
            }
            image.filter(best, row, out, at);
        };
    }
}
