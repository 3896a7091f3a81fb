package org.visionheatmaps.png;

import java.util.Arrays;
import java.util.zip.Deflater;

/** A zlib stream of an image by {@link Deflater}, or by {@link FastZlib} where that is smaller, as it is for indices of noise. */
final class SmallZlib {
    /** Level 5 often takes more bytes than 3, level 6 fewer, and 9 several times as long (see the site's page). */
    private static final int LEVEL = 6;

    private static final int TRIAL = 3;
    private static final int HARDEST = 9;
    private static final int FINALISTS = 2;
    /** Bytes handed to the deflater at once, about. */
    private static final int BAND = 65_536;

    private static final int ROOM = 16_384;

    private final FastZlib fast;
    private final ByteSink candidate = new ByteSink();
    private final ByteSink best = new ByteSink();
    private final RowFilter[] filters = new RowFilter[Filter.values().length + 1];
    private byte[] rows = new byte[0];

    SmallZlib(FastZlib fast) {
        this.fast = fast;
        filters[0] = RowFilter.adaptive();
        int count = 1;
        for (Filter filter : Filter.values()) {
            filters[count++] = RowFilter.always(filter);
        }
    }

    /** The filter that a sample of rows speaks for, and the usual level. */
    void compress(Raster image, ByteSink out) {
        tryModestly(image);
        out.write(best.bytes(), best.length());
    }

    private void tryModestly(Raster image) {
        best.clear();
        fast.compress(image, best);
        deflate(image, RowFilter.always(fast.choose(image, Filter.values())), LEVEL);
    }

    /** All that {@link #compress} tries; every filter, quickly; and the best two of them at the hardest level. */
    void compressHardest(Raster image, ByteSink out) {
        tryModestly(image);
        for (Filter filter : Filter.values()) {
            candidate.clear();
            fast.compress(image, filter, candidate);
            keepSmaller();
        }
        long[] sizes = new long[filters.length];
        for (int i = 0; i < filters.length; i++) {
            sizes[i] = (long) deflate(image, filters[i], TRIAL) << 8 | i;
        }
        Arrays.sort(sizes);
        for (int i = 0; i < FINALISTS; i++) {
            deflate(image, filters[(int) sizes[i] & 0xFF], HARDEST);
        }
        out.write(best.bytes(), best.length());
    }

    /** Keeps the stream if it is the smallest so far. Returns its size. */
    private int deflate(Raster image, RowFilter filter, int level) {
        candidate.clear();
        int stride = image.filteredStride();
        int band = Math.max(1, Math.min(image.height(), BAND / stride));
        if (rows.length < band * stride) {
            rows = new byte[band * stride];
        }
        Deflater deflater = new Deflater(level);
        try {
            for (int from = 0; from < image.height(); from += band) {
                int end = Math.min(image.height(), from + band);
                for (int row = from; row < end; row++) {
                    filter.filter(image, row, rows, (row - from) * stride);
                }
                deflater.setInput(rows, 0, (end - from) * stride);
                if (end == image.height()) {
                    deflater.finish();
                }
                drain(deflater);
            }
        } finally {
            deflater.end();
        }
        int size = candidate.length();
        keepSmaller();
        return size;
    }

    private void drain(Deflater deflater) {
        int count;
        do {
            candidate.reserve(ROOM);
            count = deflater.deflate(candidate.bytes(), candidate.length(), ROOM);
            candidate.length(candidate.length() + count);
        } while (count == ROOM);
    }

    private void keepSmaller() {
        if (candidate.length() < best.length()) {
            best.clear();
            best.write(candidate.bytes(), candidate.length());
        }
    }
}
