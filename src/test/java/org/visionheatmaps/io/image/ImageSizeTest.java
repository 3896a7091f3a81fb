package org.visionheatmaps.io.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.tensor.BadDataException;

@Tag("fast")
class ImageSizeTest {
    private static byte[] encoded(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(31, 17, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void theHeaderTellsTheSize(String format) throws IOException {
        assertEquals(new ImageSize(31, 17), ImageSize.of(encoded(format), ImageDecoder.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void everyBeginningOfAnImageIsRefusedOrHasItsSize(String format) throws IOException {
        byte[] whole = encoded(format);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertEquals(new ImageSize(31, 17), ImageSize.of(cut, ImageDecoder.DEFAULT));
            } catch (BadDataException e) {
                assertEquals(BadDataException.Reason.BAD_IMAGE, e.reason());
            }
        }
        byte[] most = Arrays.copyOf(whole, 20);
        assertThrows(BadDataException.class, () -> ImageSize.of(most, ImageDecoder.DEFAULT));
    }

    @Test
    void anythingElseIsNoImage() {
        assertThrows(BadDataException.class, () -> ImageSize.of(new byte[] {1, 2, 3}, ImageDecoder.DEFAULT));
    }
}
