package org.visionheatmaps.report;

import java.io.Serializable;
import org.visionheatmaps.tensor.RgbImage;

/** Makes photographs small: JPEG, which the core knows nothing of. */
public interface PictureEncoder extends Serializable {
    /** The image as a JPEG file. */
    byte[] encode(RgbImage image);
}
