package org.visionheatmaps.png;

import java.util.zip.Adler32;

/**
 * A zlib stream (RFC 1950) of an image, in about the time it takes to look at each pixel: one filter and one way to find bytes again
 * for the whole image, chosen on a sample of its rows; matches without a search; a code of its own for each band of rows.
 */
final class FastZlib {
    /** Bytes of a band, about: so many that its codes are good, so few that it stays in the cache. */
    private static final int BAND = 196_608;

    /** Matchers read this far beyond the end. */
    private static final int ROOM = 8;

    private static final int SAMPLE_ROWS = 4;
    private static final Filter[] FAST_FILTERS = {Filter.NONE, Filter.SUB, Filter.UP};
    private static final Filter[] NO_FILTER = {Filter.NONE};

    private final Matcher pixels = new PixelMatcher();
    private final Matcher runs = new RunMatcher();
    private final BlockWriter writer = new BlockWriter();
    private final Adler32 adler = new Adler32();
    private byte[] bytes = new byte[0];
    private Tokens tokens = new Tokens(0);

    /** How an image is written. Bits are those that a sample takes. */
    private record Way(Filter filter, Matcher matcher, float bits) {}

    /** Appends the stream. */
    void compress(Raster image, ByteSink out) {
        Way way = choose(image);
        compress(image, way.filter(), way.matcher(), out);
    }

    /** Appends the stream, every row with the same filter. */
    void compress(Raster image, Filter filter, ByteSink out) {
        compress(image, filter, matcher(image), out);
    }

    private void compress(Raster image, Filter filter, Matcher matcher, ByteSink out) {
        int stride = image.filteredStride();
        int rows = reserve(image);
        out.writeByte(0x78); // deflate, a window of 32 KiB
        out.writeByte(0x01); // the quickest, and a checksum of these two
        adler.reset();
        matcher.begin((long) stride * image.height());
        BitSink bits = new BitSink(out);
        for (int from = 0; from < image.height(); from += rows) {
            int count = Math.min(rows, image.height() - from);
            int length = fill(image, filter, from, count);
            adler.update(bytes, Tokens.WINDOW, length);
            tokens.clear();
            matcher.tokenize(bytes, Tokens.WINDOW, count, stride, tokens);
            writer.write(tokens, from + count == image.height(), bits);
            System.arraycopy(bytes, length, bytes, 0, Tokens.WINDOW);
        }
        bits.flush();
        out.writeInt((int) adler.getValue());
    }

    private Matcher matcher(Raster image) {
        return image.unit() == PixelMatcher.UNIT ? pixels : runs;
    }

    /** Makes room for one band. Returns the rows of a band: about as many in the last as in the others. */
    private int reserve(Raster image) {
        int stride = image.filteredStride();
        long bands = Math.max(1, Math.round((double) stride * image.height() / BAND));
        int rows = (int) ((image.height() + bands - 1) / bands);
        int band = Math.multiplyExact(stride, rows);
        if (band > bytes.length - Tokens.WINDOW - ROOM) {
            bytes = new byte[band + Tokens.WINDOW + ROOM];
            tokens = new Tokens(band / 3 * 2 + 64);
        }
        return rows;
    }

    private int fill(Raster image, Filter filter, int from, int rows) {
        int at = Tokens.WINDOW;
        for (int row = from; row < from + rows; row++) {
            image.filter(filter, row, bytes, at);
            at += image.filteredStride();
        }
        return at - Tokens.WINDOW;
    }

    /**
     * The way of the fewest bits. Heatmaps have colours that come again, under no filter; photographs have small differences, of which
     * hardly three come again together, and smooth maps have those that do.
     */
    private Way choose(Raster image) {
        Way byRuns = choose(image, FAST_FILTERS, runs);
        if (image.unit() != PixelMatcher.UNIT) {
            return byRuns;
        }
        Filter[] filters = byRuns.filter() == Filter.NONE ? NO_FILTER : new Filter[] {Filter.NONE, byRuns.filter()};
        Way byPixels = choose(image, filters, pixels);
        return byPixels.bits() < byRuns.bits() ? byPixels : byRuns;
    }

    /** The filter of the fewest bits for a matcher that knows the image's pixels. */
    Filter choose(Raster image, Filter[] candidates) {
        return choose(image, candidates, matcher(image)).filter();
    }

    /** The filter under which two strips of the image take the fewest bits, about. Ties go to the first. */
    private Way choose(Raster image, Filter[] candidates, Matcher matcher) {
        int most = Math.min(SAMPLE_ROWS, reserve(image));
        Way best = null;
        for (Filter filter : candidates) {
            tokens.clear();
            for (int quarter = 1; quarter <= 3; quarter += 2) {
                int from = (int) ((long) image.height() * quarter / 4);
                int rows = Math.min(most, image.height() - from);
                int length = fill(image, filter, from, rows);
                matcher.begin(length);
                matcher.tokenize(bytes, Tokens.WINDOW, rows, image.filteredStride(), tokens);
            }
            Way way = new Way(filter, matcher, tokens.estimatedBits());
            if (best == null || way.bits() < best.bits()) {
                best = way;
            }
        }
        return best;
    }
}
