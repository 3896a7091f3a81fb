package org.visionheatmaps.io.parquet;

import java.nio.ByteBuffer;

/**
 * The repetition or definition levels of a Parquet page, as runs of equal ones. They are stored as runs and as groups of eight packed
 * ones by turns (Apache Parquet format, "RLE / Bit-Packing Hybrid").
 */
final class LevelRuns {
    private final ByteBuffer in;
    private final int width;
    private int level;
    private int length;
    private int packed;
    private int bits;
    private int bitCount;

    /**
     * @param in the encoded levels
     * @param most the highest level; with 0 there is nothing to read
     */
    LevelRuns(ByteBuffer in, int most) {
        this.in = in;
        this.width = Integer.SIZE - Integer.numberOfLeadingZeros(most);
        if (most == 0) {
            length = Integer.MAX_VALUE;
        }
    }

    /** The level of the current run. */
    int level() {
        load();
        return level;
    }

    /** How many more levels the current run has; another may follow with the same level. */
    int length() {
        load();
        return length;
    }

    /** Goes on by so many levels of the current run. */
    void take(int count) {
        if (width > 0) {
            length -= count;
        }
    }

    private void load() {
        while (length == 0) {
            if (packed > 0) {
                packed--;
                level = unpack();
                length = 1;
            } else {
                loadRun();
            }
        }
    }

    private void loadRun() {
        int header = header();
        if ((header & 1) == 0) {
            length = header >>> 1;
            level = in.get() & 0xFF;
        } else {
            packed = (header >>> 1) * Byte.SIZE;
            bits = 0;
            bitCount = 0;
        }
    }

    private int header() {
        int header = 0;
        int shift = 0;
        int next;
        do {
            next = in.get();
            header |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return header;
    }

    private int unpack() {
        while (bitCount < width) {
            bits |= (in.get() & 0xFF) << bitCount;
            bitCount += Byte.SIZE;
        }
        int unpacked = bits & (1 << width) - 1;
        bits >>>= width;
        bitCount -= width;
        return unpacked;
    }
}
