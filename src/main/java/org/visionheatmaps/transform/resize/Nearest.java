package org.visionheatmaps.transform.resize;

/** The nearest sample that is not to the right: index {@code floor(i * old / new)}, as torch's {@code nearest}. Keeps every value as it is. */
public record Nearest() implements Interpolation {
    @Override
    public int reach() {
        return 1;
    }

    @Override
    public double position(int sample, int oldSize, int newSize) {
        return (double) ((long) sample * oldSize / newSize + 1);
    }

    @Override
    public double weight(double distance) {
        return 1 - distance;
    }

    @Override
    public String toString() {
        return "Nearest()";
    }
}
