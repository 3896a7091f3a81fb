package org.visionheatmaps.reference;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.visionheatmaps.tensor.RgbImage;

/** Decodes PNGs with the JDK's decoder, which shares no code with the project's encoder. */
public final class Pixels {
    private Pixels() {}

    public static RgbImage decode(byte[] png) throws IOException {
        return decode(new ByteArrayInputStream(png));
    }

    public static RgbImage decode(InputStream stream) throws IOException {
        try (InputStream in = stream) {
            BufferedImage image = ImageIO.read(in);
            byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
            int at = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int pixel = image.getRGB(x, y);
                    rgb[at++] = (byte) (pixel >> 16);
                    rgb[at++] = (byte) (pixel >> 8);
                    rgb[at++] = (byte) pixel;
                }
            }
            return new RgbImage(image.getWidth(), image.getHeight(), rgb);
        }
    }

    /** The largest difference of any byte; images of different sizes are as far apart as can be. */
    public static int largestDifference(RgbImage a, RgbImage b) {
        if (a.width() != b.width() || a.height() != b.height()) {
            return 255;
        }
        int largest = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            largest = Math.max(largest, Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF)));
        }
        return largest;
    }
}
