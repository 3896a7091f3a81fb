package org.visionheatmaps.transform.overlay;

import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Transform;

/**
 * Makes a picture as bright as it can be: the last step of pytorch-grad-cam's {@code show_cam_on_image}.
 *
 * <p>Shape: rows × columns of colours, kept. Values: components in [0, 1]. Formula: {@code floor(255*x/m)/255}, with m the greatest component of
 * the picture: bytes are cut there, not rounded. Edges: a black picture stays; missing colours stay missing;
 * translucent ones lie on black first.
 */
public record Brighten() implements Transform {
    private static final double MOST = 255;

    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.COLOR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return Kind.COLOR;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        int rows = x.size(0);
        int columns = x.size(1);
        double[] result = new double[Math.multiplyExact(3, x.pixels())];
        double greatest = 0;
        for (int i = 0, to = 0; i < rows; i++) {
            int from = x.offset() + i * x.stride(0);
            for (int j = 0; j < columns; j++, from += x.stride(1)) {
                for (int c = 0; c < 3; c++, to++) {
                    result[to] = x.doubles()[from + c * x.stride(2)];
                    greatest = result[to] > greatest ? result[to] : greatest;
                }
            }
        }
        for (int at = 0; greatest > 0 && at < result.length; at++) {
            result[at] = Math.floor(MOST * (result[at] / greatest)) / MOST;
        }
        return Photographs.colors(result, rows, columns);
    }

    @Override
    public String toString() {
        return "Brighten()";
    }
}
