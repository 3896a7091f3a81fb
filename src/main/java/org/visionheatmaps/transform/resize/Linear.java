package org.visionheatmaps.transform.resize;

/** Linear interpolation: weight {@code 1 - t}. */
public record Linear() implements Interpolation {
    @Override
    public int reach() {
        return 1;
    }

    @Override
    public double weight(double distance) {
        return 1 - distance;
    }

    @Override
    public String toString() {
        return "Linear()";
    }
}
