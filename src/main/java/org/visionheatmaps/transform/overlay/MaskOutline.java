package org.visionheatmaps.transform.overlay;

import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;

/**
 * Draws a line around the object that the input's mask, or its boxes, say is there.
 *
 * <p>Shape: rows × columns of colours, kept. Values: components in [0, 1]. Formula: the line of {@link Outline} at 0.5 of a map that is 1
 * inside the object and 0 outside, at the picture's size (nearest). Edges: no mask: unchanged; the line ends where the picture ends.
 *
 * @param color as 0xRRGGBB
 * @param width of the line in pixels, in (0, 100]
 */
public record MaskOutline(int color, double width) implements OverColors {
    private static final double BORDER = 0.5;

    /**
     * @throws IllegalArgumentException unless the width is in (0, 100]
     */
    public MaskOutline {
        Outline.requireWidth("MaskOutline", width);
    }

    @Override
    public boolean usesObject() {
        return true;
    }

    /** Without a mask. */
    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        return x;
    }

    @Override
    public Tensor applyIn(Tensor x, Scene scene) {
        if (scene.object() == null) {
            return x;
        }
        int rows = x.size(0);
        int columns = x.size(1);
        boolean[] inside = scene.object().inside(columns, rows, scene.photograph());
        float[] object = new float[inside.length];
        for (int pixel = 0; pixel < object.length; pixel++) {
            object[pixel] = inside[pixel] ? 1 : 0;
        }
        Tensor map = Tensor.of(Kind.SCALAR, object, 0, new int[] {rows, columns}, new int[] {columns, 1});
        return Lines.drawn(x, new IsoLine(map, BORDER, Lines.reach(width)).distances(), color, width);
    }

    @Override
    public String toString() {
        return "MaskOutline(" + Outline.text(color) + ", " + width + ")";
    }
}
