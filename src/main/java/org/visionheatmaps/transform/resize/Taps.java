package org.visionheatmaps.transform.resize;

/** For each new sample along one axis: the old samples around its position and their weights, which sum to 1. */
public final class Taps {
    private final int width;
    private final int[] indices;
    private final double[] weights;

    private final Interpolation method;
    private final int oldSize;
    private final boolean isClamped;

    private Taps(Interpolation method, int oldSize, int newSize, boolean isClamped) {
        this.method = method;
        this.oldSize = oldSize;
        this.isClamped = isClamped;
        this.width = 2 * method.reach();
        this.indices = new int[newSize * width];
        this.weights = new double[newSize * width];
    }

    /**
     * @param clamped whether positions are clamped to the old samples, as they are if any axis grows
     */
    public static Taps of(Interpolation method, int oldSize, int newSize, boolean clamped) {
        Taps taps = new Taps(method, oldSize, newSize, clamped);
        double step = (double) oldSize / newSize;
        for (int i = 0; i < newSize; i++) {
            double position = step * (i + 1) + 0.5 - step / 2;
            if (clamped) {
                position = Math.min(Math.max(position, 1), oldSize);
            }
            taps.place(i, position);
        }
        return taps;
    }

    private void place(int sample, double position) {
        int floor = (int) Math.floor(position);
        double fraction = position - floor;
        double total = 0;
        for (int t = 0; t < width; t++) {
            int neighbour = floor - method.reach() + 1 + t;
            double distance = Math.abs(neighbour - floor - fraction);
            boolean here = fraction == 0 && neighbour == floor;
            double weight = fraction == 0 ? (here ? 1 : 0) : method.weight(distance);
            indices[sample * width + t] = Math.min(Math.max(neighbour, 1), oldSize) - 1;
            weights[sample * width + t] = weight;
            total += weight;
        }
        for (int t = 0; t < width; t++) {
            weights[sample * width + t] /= total;
        }
    }

    /** Whether {@link #of} gave these for the same arguments. */
    public boolean isOf(Interpolation aMethod, int anOldSize, int aNewSize, boolean clamped) {
        return method.equals(aMethod) && oldSize == anOldSize && count() == aNewSize && isClamped == clamped;
    }

    /** The number of new samples. */
    public int count() {
        return indices.length / width;
    }

    /** The number of old samples that each new one looks at. */
    public int width() {
        return width;
    }

    /** Which old samples any new one looks at. */
    boolean[] used(int oldSize) {
        boolean[] used = new boolean[oldSize];
        for (int index : indices) {
            used[index] = true;
        }
        return used;
    }

    public int index(int sample, int tap) {
        return indices[sample * width + tap];
    }

    public double weight(int sample, int tap) {
        return weights[sample * width + tap];
    }
}
