package org.visionheatmaps.transform.overlay;

import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Transform;

/**
 * Makes the photograph grey for the steps that follow, so that only the heatmap has colours.
 *
 * <p>Shape and values: kept. Formula: grey = (19595 R + 38470 G + 7471 B + 32768) / 65536 in whole numbers (ITU-R BT.601's luma, as Pillow's
 * {@code convert("L")} has it). Edges: without a photograph there is nothing to do.
 */
public record GreyImage() implements Transform {
    private static final int RED = 19595;
    private static final int GREEN = 38470;
    private static final int BLUE = 7471;
    private static final int HALF = 0x8000;

    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.CHANNELS, Kind.SCALAR, Kind.COLOR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return input;
    }

    @Override
    public boolean usesImage() {
        return true;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        return x;
    }

    @Override
    public RgbImage photograph(RgbImage image) {
        if (image == null) {
            return null;
        }
        byte[] rgb = image.rgb();
        byte[] grey = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            int level = RED * (rgb[i] & 0xFF) + GREEN * (rgb[i + 1] & 0xFF) + BLUE * (rgb[i + 2] & 0xFF) + HALF >> 16;
            grey[i] = (byte) level;
            grey[i + 1] = (byte) level;
            grey[i + 2] = (byte) level;
        }
        return new RgbImage(image.width(), image.height(), grey);
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public String toString() {
        return "GreyImage()";
    }
}
