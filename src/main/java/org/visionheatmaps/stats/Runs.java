package org.visionheatmaps.stats;

import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;

/** The values of a tensor as runs in its array, for sums in which no order matters. */
final class Runs {
    private Runs() {}

    /** Takes values at {@code start}, {@code start + step}, …, {@code length} of them. */
    interface Run {
        void accept(int start, int step, int length);
    }

    /** Calls back for runs that hold every value once; one run if the values lie without gaps. */
    static void forEach(Tensor x, Run run) {
        boolean isScalar = x.kind() == Kind.SCALAR;
        int planes = isScalar ? 1 : x.size(2);
        int inner = Math.abs(x.stride(0)) <= Math.abs(x.stride(1)) ? 0 : 1;
        int outer = 1 - inner;
        boolean planesAreRuns = x.stride(inner) == 1 && x.stride(outer) == x.size(inner);
        if (planesAreRuns && (planes == 1 || x.stride(2) == x.pixels())) {
            run.accept(x.offset(), 1, Math.multiplyExact(planes, x.pixels()));
            return;
        }
        for (int c = 0; c < planes; c++) {
            int plane = x.offset() + (isScalar ? 0 : c * x.stride(2));
            for (int j = 0; j < x.size(outer); j++) {
                run.accept(plane + j * x.stride(outer), x.stride(inner), x.size(inner));
            }
        }
    }
}
