package org.visionheatmaps.transform.resize;

import java.io.Serializable;

/** How {@link Resize} and {@link ResizeToImage} weigh the samples around a position. */
public sealed interface Interpolation extends Serializable permits Lanczos, Linear, Nearest, Cubic {
    /** The number of samples on each side of a position. */
    int reach();

    /**
     * The weight of a sample before normalisation.
     *
     * @param distance from the position, in samples, not negative and less than {@link #reach()}
     */
    double weight(double distance);

    /** The position of a new sample among the old ones, counted from 1: the middle of what it covers. */
    default double position(int sample, int oldSize, int newSize) {
        double step = (double) oldSize / newSize;
        return step * (sample + 1) + 0.5 - step / 2;
    }

    /** Whether positions beyond the first and last sample move to them where an axis grows. */
    default boolean staysInside() {
        return true;
    }

    /**
     * The weight of a sample where a new one covers several.
     *
     * @param distance in new samples
     */
    default double antialiasWeight(double distance) {
        return distance < reach() ? weight(distance) : 0;
    }
}
