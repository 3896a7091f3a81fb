package org.visionheatmaps.transform.resize;

/** For each new sample along one axis: the old samples around its position and their weights, which sum to 1. */
public final class Taps {
    private final int width;
    private final int[] indices;
    private final double[] weights;

    private final Interpolation method;
    private final int oldSize;
    private final boolean isClamped;
    private final boolean isAntialiased;

    private Taps(Interpolation method, int oldSize, int newSize, boolean isClamped, boolean isAntialiased, int width) {
        this.method = method;
        this.oldSize = oldSize;
        this.isClamped = isClamped;
        this.isAntialiased = isAntialiased;
        this.width = width;
        this.indices = new int[Math.multiplyExact(newSize, width)];
        this.weights = new double[indices.length];
    }

    /**
     * @param clamped whether positions are clamped to the old samples, as they are if any axis grows
     * @param antialiased whether a new sample weighs all that it covers, where the axis shrinks
     */
    public static Taps of(Interpolation method, int oldSize, int newSize, boolean clamped, boolean antialiased) {
        if (antialiased && newSize < oldSize) {
            double scale = (double) oldSize / newSize;
            int width = 2 * (int) Math.ceil(method.reach() * scale) + 1;
            Taps taps = new Taps(method, oldSize, newSize, clamped, true, width);
            for (int i = 0; i < newSize; i++) {
                taps.cover(i, scale);
            }
            return taps;
        }
        Taps taps = new Taps(method, oldSize, newSize, clamped, antialiased, 2 * method.reach());
        for (int i = 0; i < newSize; i++) {
            double position = method.position(i, oldSize, newSize);
            if (clamped && method.staysInside()) {
                position = Math.min(Math.max(position, 1), oldSize);
            }
            taps.place(i, position);
        }
        return taps;
    }

    /**
     * @throws IllegalArgumentException if a method has no antialiasing and is asked for it
     */
    static void requireAntialias(Interpolation method, boolean antialias) {
        if (antialias && method instanceof Nearest) {
            throw new IllegalArgumentException(
                    "Nearest() looks at one sample and has no antialias: use Linear(), Cubic() or Lanczos(1) to Lanczos(4)");
        }
    }

    /** Weighs the old samples within the reach of a new one, which is as wide as several; those beyond the edge are left out. */
    private void cover(int sample, double scale) {
        double center = scale * (sample + 0.5);
        double support = method.reach() * scale;
        int first = Math.max((int) (center - support + 0.5), 0);
        int end = Math.min((int) (center + support + 0.5), oldSize);
        double total = 0;
        for (int t = 0; t < width; t++) {
            int neighbour = Math.min(first + t, end - 1);
            double weight = first + t < end ? method.antialiasWeight(Math.abs(neighbour + 0.5 - center) / scale) : 0;
            indices[sample * width + t] = neighbour;
            weights[sample * width + t] = weight;
            total += weight;
        }
        for (int t = 0; t < width; t++) {
            weights[sample * width + t] /= total;
        }
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
    public boolean isOf(Interpolation aMethod, int anOldSize, int aNewSize, boolean clamped, boolean antialiased) {
        return method.equals(aMethod)
                && oldSize == anOldSize
                && count() == aNewSize
                && isClamped == clamped
                && isAntialiased == antialiased;
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
