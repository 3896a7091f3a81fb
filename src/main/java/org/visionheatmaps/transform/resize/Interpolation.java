package org.visionheatmaps.transform.resize;

import java.io.Serializable;

/** How {@link ResizeToImage} weighs the samples around a position. */
public sealed interface Interpolation extends Serializable permits Lanczos, Linear {
    /** The number of samples on each side of a position. */
    int reach();

    /**
     * The weight of a sample before normalisation.
     *
     * @param distance from the position, in samples, not negative and less than {@link #reach()}
     */
    double weight(double distance);
}
