package org.visionheatmaps.transform.resize;

/**
 * Lanczos-windowed sinc interpolation: weight {@code sinc(t) * sinc(t/a)}, normalised to sum 1, with samples beyond the edge taken
 * as the edge's (Duchon 1979; SEMANTICS, ResizeToImage).
 *
 * @param a the number of samples on each side, 1 to 4
 */
public record Lanczos(int a) implements Interpolation {
    /**
     * @throws IllegalArgumentException unless a is 1 to 4
     */
    public Lanczos {
        if (a < 1 || a > 4) {
            throw new IllegalArgumentException("Lanczos needs 1 to 4 samples on each side, but got " + a);
        }
    }

    @Override
    public int reach() {
        return a;
    }

    @Override
    public double weight(double distance) {
        return sinc(distance) * sinc(distance / a);
    }

    private static double sinc(double t) {
        return t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
    }

    @Override
    public String toString() {
        return "Lanczos(" + a + ")";
    }
}
