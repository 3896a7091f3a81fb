package org.visionheatmaps.transform.overlay;

import java.util.Arrays;
import org.visionheatmaps.tensor.ObjectPlace;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;

/**
 * Draws the boxes that the input says are around objects, or the one around all of a mask.
 *
 * <p>Shape: rows × columns of colours, kept. Values: components in [0, 1]. Formula: a pixel whose middle is at the distance d from the
 * border of a box has the share min(max(width/2 + 1/2 - d, 0), 1) of the colour. Edges: no boxes, or an empty mask: unchanged.
 *
 * @param color as 0xRRGGBB
 * @param width of the lines in pixels, in (0, 100]
 */
public record Boxes(int color, double width) implements OverColors {
    /**
     * @throws IllegalArgumentException unless the width is in (0, 100]
     */
    public Boxes {
        Outline.requireWidth("Boxes", width);
    }

    @Override
    public boolean usesObject() {
        return true;
    }

    /** Without boxes. */
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
        double[][] boxes = boxes(scene.object(), columns, rows, scene.photograph());
        float[] distances = new float[x.pixels()];
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
        double reach = Lines.reach(width);
        for (double[] box : boxes) {
            int top = (int) Math.max(0, Math.floor(box[1] - reach));
            int bottom = (int) Math.min(rows, Math.ceil(box[3] + reach));
            int left = (int) Math.max(0, Math.floor(box[0] - reach));
            int right = (int) Math.min(columns, Math.ceil(box[2] + reach));
            for (int i = top; i < bottom; i++) {
                for (int j = left; j < right; j++) {
                    int pixel = i * columns + j;
                    distances[pixel] = Math.min(distances[pixel], (float) distance(box, j + 0.5, i + 0.5));
                }
            }
        }
        return Lines.drawn(x, distances, color, width);
    }

    private static double[][] boxes(ObjectPlace object, int columns, int rows, RgbImage photograph) {
        double[][] boxes = object.boxes(columns, rows, photograph);
        return boxes.length > 0 ? boxes : around(object.inside(columns, rows, photograph), columns);
    }

    /** The box around all pixels of a mask; none if it is empty. */
    private static double[][] around(boolean[] inside, int columns) {
        int left = columns;
        int right = -1;
        int top = -1;
        int bottom = -1;
        for (int pixel = 0; pixel < inside.length; pixel++) {
            if (inside[pixel]) {
                left = Math.min(left, pixel % columns);
                right = Math.max(right, pixel % columns);
                top = top < 0 ? pixel / columns : top;
                bottom = pixel / columns;
            }
        }
        return top < 0 ? new double[0][] : new double[][] {{left, top, right + 1, bottom + 1}};
    }

    /** From a point to the border of a box. */
    private static double distance(double[] box, double x, double y) {
        double beyondX = Math.max(box[0] - x, x - box[2]);
        double beyondY = Math.max(box[1] - y, y - box[3]);
        return beyondX <= 0 && beyondY <= 0
                ? -Math.max(beyondX, beyondY)
                : Math.hypot(Math.max(beyondX, 0), Math.max(beyondY, 0));
    }

    @Override
    public String toString() {
        return "Boxes(" + Outline.text(color) + ", " + width + ")";
    }
}
