package org.visionheatmaps.metrics;

import org.visionheatmaps.tensor.Tensor;

/** The share of values of a tensor that are neither NaN nor infinite. */
public final class FiniteShare {
    private FiniteShare() {}

    /**
     * @param x channels or scalars
     */
    public static double of(Tensor x) {
        int planes = x.kind().rank() == 2 ? 1 : x.size(2);
        long finite = 0;
        for (int c = 0; c < planes; c++) {
            for (int j = 0; j < x.size(1); j++) {
                int at = x.offset() + j * x.stride(1) + (c == 0 ? 0 : c * x.stride(2));
                for (int i = 0; i < x.size(0); i++, at += x.stride(0)) {
                    finite += x.isFloat() ? isFinite(x.floats()[at]) : isFinite(x.doubles()[at]);
                }
            }
        }
        return (double) finite / ((long) planes * x.pixels());
    }

    private static int isFinite(double value) {
        return Double.isFinite(value) ? 1 : 0;
    }
}
