package org.visionheatmaps.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.visionheatmaps.tensor.Tensor;

/**
 * The box around the largest part of a map that is strong: of the pixels with x ≥ share · max x, those that touch one another at sides or
 * corners are a component (8-connectivity, as OpenCV's default is), and the component of most pixels is taken (Zhou et al. 2016, with a
 * share of 20 %). Of several as large, the one whose first pixel comes first, row by row. Memory is kept: not for two threads at once.
 */
public final class StrongestPart {
    private final double share;
    private boolean[] open = {};
    private int[] stack = {};

    /**
     * @param share of the greatest value, in (0, 1]
     * @throws IllegalArgumentException for another share
     */
    public StrongestPart(double share) {
        this.share = requireShare(share);
    }

    /**
     * @throws IllegalArgumentException unless the share is in (0, 1]
     */
    public static double requireShare(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("A box needs a share of the greatest value in (0, 1], such as 0.15 for"
                    + " 15 %, but got " + share);
        }
        return share;
    }

    /**
     * The box of a map.
     *
     * @param map scalars; the first dimension is rows. NaN is never strong
     * @return empty if no value is positive
     */
    public Optional<Box> box(Tensor map) {
        int height = map.size(0);
        int width = map.size(1);
        if (!mark(map, width, height)) {
            return Optional.empty();
        }
        Box best = null;
        int most = 0;
        for (int pixel = 0; pixel < width * height; pixel++) {
            if (open[pixel]) {
                int left = width;
                int right = 0;
                int bottom = 0;
                int size = 0;
                int waiting = push(pixel, 0);
                while (waiting > 0) {
                    int at = stack[--waiting];
                    int row = at / width;
                    int column = at - row * width;
                    size++;
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                    bottom = Math.max(bottom, row);
                    for (int j = Math.max(0, row - 1); j <= Math.min(height - 1, row + 1); j++) {
                        for (int i = Math.max(0, column - 1); i <= Math.min(width - 1, column + 1); i++) {
                            if (open[j * width + i]) {
                                waiting = push(j * width + i, waiting);
                            }
                        }
                    }
                }
                if (size > most) {
                    most = size;
                    int top = pixel / width;
                    best = new Box(left, top, right - left + 1, bottom - top + 1);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** A pixel waits once: it is open no more. */
    private int push(int pixel, int waiting) {
        open[pixel] = false;
        if (waiting == stack.length) {
            stack = Arrays.copyOf(stack, Math.max(64, 2 * stack.length));
        }
        stack[waiting] = pixel;
        return waiting + 1;
    }

    /** Marks strong pixels, row by row; false if no value is positive. */
    private boolean mark(Tensor map, int width, int height) {
        double greatest = 0;
        for (int j = 0; j < height; j++) {
            for (int i = 0, at = map.offset() + j * map.stride(0); i < width; i++, at += map.stride(1)) {
                double value = map.isFloat() ? map.floats()[at] : map.doubles()[at];
                greatest = value > greatest ? value : greatest;
            }
        }
        if (greatest == 0) {
            return false;
        }
        int pixels = map.pixels();
        if (open.length < pixels) {
            open = new boolean[pixels];
        }
        double least = share * greatest;
        for (int j = 0, pixel = 0; j < height; j++) {
            for (int i = 0, at = map.offset() + j * map.stride(0); i < width; i++, at += map.stride(1), pixel++) {
                double value = map.isFloat() ? map.floats()[at] : map.doubles()[at];
                // The least share of the smallest double is 0.
                open[pixel] = value >= least && value > 0;
            }
        }
        return true;
    }
}
