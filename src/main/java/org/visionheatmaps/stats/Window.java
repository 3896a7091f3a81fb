package org.visionheatmaps.stats;

import java.io.Serializable;
import java.util.Comparator;

/**
 * The values whose ordered bits start with a prefix, distinguished by the bits that follow it.
 *
 * @param prefix the high bits
 * @param prefixBits how many
 * @param digitBits how many of the next bits are distinguished
 */
public record Window(long prefix, int prefixBits, int digitBits) implements Comparable<Window>, Serializable {
    @Override
    public int compareTo(Window other) {
        return Comparator.comparingInt(Window::prefixBits)
                .thenComparing(Window::prefix, Long::compareUnsigned)
                .thenComparing(Window::digitBits)
                .compare(this, other);
    }

    /** The least value in the window. */
    double least() {
        return OrderedBits.toDouble(prefix << Double.SIZE - prefixBits);
    }

    /** The greatest value in the window. */
    double greatest() {
        return OrderedBits.toDouble(prefix << Double.SIZE - prefixBits | -1L >>> prefixBits);
    }
}
