package org.visionheatmaps.png;

import java.util.Arrays;

/**
 * A canonical prefix code of bounded length (RFC 1951, 3.2.2), built from frequencies. Always complete: at least two symbols get a
 * code, since not every decoder takes a tree of one. Reused from block to block.
 */
final class HuffmanCode {
    private static final int SYMBOL_BITS = 9;
    private static final int LONGEST = 15;

    private final int limit;
    private final byte[] lengths;
    private final short[] codes;
    /** Frequency and symbol of every symbol that occurs, least frequent first; then room for the tree. */
    private final long[] order;

    private final int[] weight;
    private final int[] perLength = new int[LONGEST + 2];
    private final int[] next = new int[LONGEST + 2];

    /**
     * @param symbols at most 512
     * @param limit the longest code, at most 15
     */
    HuffmanCode(int symbols, int limit) {
        this.limit = limit;
        lengths = new byte[symbols];
        codes = new short[symbols];
        order = new long[symbols];
        weight = new int[symbols];
    }

    /** The bits of a symbol's code, the first in the stream lowest. */
    int code(int symbol) {
        return codes[symbol] & 0xFFFF;
    }

    /** The number of bits of a symbol's code, 0 if it has none. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** The number of symbols up to the last that has a code. */
    int used() {
        int used = lengths.length;
        while (lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /** The bits that all symbols take together. */
    long bits(int[] frequencies) {
        long bits = 0;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            bits += (long) frequencies[symbol] * lengths[symbol];
        }
        return bits;
    }

    /**
     * Replaces the code.
     *
     * @param frequencies of every symbol, none negative, their sum below 2^31
     */
    void build(int[] frequencies) {
        int count = 0;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (frequencies[symbol] > 0) {
                order[count++] = (long) frequencies[symbol] << SYMBOL_BITS | symbol;
            }
        }
        for (int symbol = 0; count < 2; symbol++) {
            if (frequencies[symbol] == 0) {
                order[count++] = 1L << SYMBOL_BITS | symbol;
            }
        }
        Arrays.sort(order, 0, count);
        depths(count);
        shorten();
        assign(count);
    }

    /**
     * Counts the leaves of each depth in Huffman's tree. In place, with two queues: leaves in order, and inner nodes in the order of
     * their making (Moffat and Katajainen, 1995): first weights, then parents, then depths.
     */
    private void depths(int count) {
        for (int i = 0; i < count; i++) {
            weight[i] = (int) (order[i] >> SYMBOL_BITS);
        }
        int leaf = 0;
        int root = 0;
        for (int node = 0; node < count - 1; node++) {
            int sum = 0;
            for (int child = 0; child < 2; child++) {
                boolean inner = leaf >= count || root < node && weight[root] < weight[leaf];
                sum += inner ? weight[root] : weight[leaf];
                if (inner) {
                    weight[root++] = node;
                } else {
                    leaf++;
                }
            }
            weight[node] = sum;
        }
        weight[count - 2] = 0;
        for (int node = count - 3; node >= 0; node--) {
            weight[node] = weight[weight[node]] + 1;
        }
        Arrays.fill(perLength, 0);
        int open = 1;
        int node = count - 2;
        for (int depth = 0; open > 0; depth++) {
            int inner = 0;
            for (; node >= 0 && weight[node] == depth; node--) {
                inner++;
            }
            perLength[Math.min(depth, limit)] += open - inner;
            open = 2 * inner;
        }
    }

    /** Lengthens short codes until those that were cut to the limit fit: the sum of 2^-length becomes 1 again. */
    private void shorten() {
        long excess = -(1L << limit);
        for (int length = 1; length <= limit; length++) {
            excess += (long) perLength[length] << limit - length;
        }
        for (; excess > 0; excess--) {
            int length = limit - 1;
            while (perLength[length] == 0) {
                length--;
            }
            perLength[length]--;
            perLength[length + 1] += 2;
            perLength[limit]--;
        }
    }

    /** The longest codes to the least frequent symbols; among equal lengths, codes in the order of symbols. */
    private void assign(int count) {
        Arrays.fill(lengths, (byte) 0);
        int at = 0;
        for (int length = limit; length > 0; length--) {
            for (int i = 0; i < perLength[length]; i++) {
                lengths[(int) order[at++] & (1 << SYMBOL_BITS) - 1] = (byte) length;
            }
        }
        if (at != count) {
            throw new IllegalStateException("A prefix code of " + at + " symbols for " + count);
        }
        for (int length = 1, code = 0; length <= limit; length++) {
            code = code + perLength[length - 1] << 1;
            next[length] = code;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                codes[symbol] = (short) (Integer.reverse(next[length]++) >>> Integer.SIZE - length);
            }
        }
    }
}
