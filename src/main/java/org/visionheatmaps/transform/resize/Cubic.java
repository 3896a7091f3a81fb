package org.visionheatmaps.transform.resize;

/**
 * Cubic convolution with a = -0.75 (Keys 1981), as torch's {@code bicubic}: weight {@code (a+2)t³ - (a+3)t² + 1} up to 1 and {@code at³ -
 * 5at² + 8at - 4a} up to 2. Samples beyond the edge are the edge's; positions beyond it stay where they are.
 */
public record Cubic() implements Interpolation {
    private static final double A = -0.75;
    /** With antialiasing, torch has the constant of Catmull and Rom, as Pillow has. */
    private static final double A_OF_ANTIALIAS = -0.5;

    @Override
    public int reach() {
        return 2;
    }

    @Override
    public boolean staysInside() {
        return false;
    }

    @Override
    public double weight(double distance) {
        return weight(distance, A);
    }

    @Override
    public double antialiasWeight(double distance) {
        return distance < reach() ? weight(distance, A_OF_ANTIALIAS) : 0;
    }

    private static double weight(double t, double a) {
        return t <= 1 ? ((a + 2) * t - (a + 3)) * t * t + 1 : ((a * t - 5 * a) * t + 8 * a) * t - 4 * a;
    }

    @Override
    public String toString() {
        return "Cubic()";
    }
}
