package org.visionheatmaps.png;

import java.util.zip.Deflater;

/** A zlib stream of an image by {@link Deflater}, or by {@link FastZlib} where that is smaller, as it is for indices of noise. */
final class SmallZlib {
    /** Level 5 often takes more bytes than 3, level 6 fewer, and 9 several times as long (see the site's page). */
    private static final int LEVEL = 6;

    /** Bytes handed to the deflater at once, about. */
    private static final int BAND = 65_536;

    private static final int ROOM = 16_384;

    private final FastZlib fast;
    private final ByteSink candidate = new ByteSink();
    private final ByteSink best = new ByteSink();
    private byte[] rows = new byte[0];

    SmallZlib(FastZlib fast) {
        this.fast = fast;
    }

    /** The filter that a sample of rows speaks for, and the usual level. */
    void compress(Raster image, ByteSink out) {
        best.clear();
        fast.compress(image, best);
        deflate(image, fast.choose(image, Filter.values()));
        out.write(best.bytes(), best.length());
    }

    /** Keeps the stream if it is the smallest so far. */
    private void deflate(Raster image, Filter filter) {
        candidate.clear();
        int stride = image.filteredStride();
        int band = Math.max(1, Math.min(image.height(), BAND / stride));
        if (rows.length < band * stride) {
            rows = new byte[band * stride];
        }
        Deflater deflater = new Deflater(LEVEL);
        try {
            for (int from = 0; from < image.height(); from += band) {
                int end = Math.min(image.height(), from + band);
                for (int row = from; row < end; row++) {
                    image.filter(filter, row, rows, (row - from) * stride);
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
        keepSmaller();
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
