package org.visionheatmaps.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds pixels of three bytes again: a heatmap has few colours, and deflate says a colour by how far back it was last seen, in
 * about as many bits as the colour is worth. One place per colour is remembered, none is searched.
 */
final class PixelMatcher implements Matcher {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final int UNIT = 3;
    private static final int PIXEL = 0xFFFFFF;
    private static final int TABLE_BITS = 13;
    private static final int LENGTH = Tokens.LONGEST_MATCH - UNIT;

    /** Where a pixel was seen last, in the stream of all images: what is of another image is too far away to match. */
    private final int[] places = new int[1 << TABLE_BITS];

    private int start = Tokens.WINDOW;

    @Override
    public void begin(long bytes) {
        if (start + Tokens.WINDOW + bytes > Integer.MAX_VALUE) {
            Arrays.fill(places, 0);
            start = Tokens.WINDOW;
        }
        start += Tokens.WINDOW;
    }

    /** One token per pixel, unless a match goes on at the same distance. This is where the time goes: plain local state. */
    @Override
    public void tokenize(byte[] bytes, int from, int rows, int stride, Tokens out) {
        int[] tokens = out.tokens();
        int[] longer = out.longer();
        int[] distances = out.distances();
        int[] table = places;
        int offset = start - from;
        int count = out.count();
        for (int row = 0; row < rows; row++) {
            int first = from + row * stride;
            tokens[count] = out.single(bytes[first]);
            int last = -1;
            int length = 0;
            for (int at = first + 1; at < first + stride; at += UNIT) {
                int pixel = (int) INT.get(bytes, at) & PIXEL;
                int slot = pixel * 0x9E3779B1 >>> Integer.SIZE - TABLE_BITS;
                int before = offset + at - table[slot] - 1;
                table[slot] = offset + at;
                boolean seen = before >>> Tokens.WINDOW_BITS == 0
                        && (((int) INT.get(bytes, at - 1 - before) ^ pixel) & PIXEL) == 0;
                if (!seen) {
                    tokens[++count] = out.triple(pixel);
                    last = -1;
                } else if (before == last && length < LENGTH) {
                    length += UNIT;
                    tokens[count] += UNIT << Tokens.LENGTH_SHIFT;
                    longer[length]++;
                    longer[length - UNIT]--;
                } else {
                    distances[Tokens.distanceSymbol(before)]++;
                    tokens[++count] = Tokens.match(0, before);
                    last = before;
                    length = 0;
                }
            }
            count++;
        }
        out.count(count);
        start += rows * stride;
    }
}
