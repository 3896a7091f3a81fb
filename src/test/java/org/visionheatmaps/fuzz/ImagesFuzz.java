package org.visionheatmaps.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.image.ImageMemory;
import org.visionheatmaps.io.image.ImageSize;

/** Encoded images, and what their headers say. */
@Tag("fast")
class ImagesFuzz {
    /** As on an executor with a heap of 512 MB for one task. */
    private static final ImageDecoder DECODER = ImageDecoder.DEFAULT.withMemory(new ImageMemory(1, 512 << 20));

    @FuzzTest
    void images(byte[] bytes) {
        Refused.orRead(() -> DECODER.decode(bytes));
    }

    @FuzzTest
    void imageHeaders(byte[] bytes) {
        Refused.orRead(() -> ImageSize.of(bytes, DECODER));
    }
}
