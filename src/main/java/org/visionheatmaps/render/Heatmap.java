package org.visionheatmaps.render;

import java.util.Set;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.transform.Degeneracy;

/** A rendered element: a final class, since a record of an array has no useful equality. */
public final class Heatmap {
    private final byte[] png;
    private final byte[] floats;
    private final int width;
    private final int height;
    private final ValueRange range;
    private final String pipeline;
    private final Set<Degeneracy> degeneracies;

    Heatmap(byte[] png, int width, int height, ValueRange range, String pipeline, Set<Degeneracy> degeneracies) {
        this(png, null, width, height, range, pipeline, degeneracies);
    }

    private Heatmap(
            byte[] png,
            byte[] floats,
            int width,
            int height,
            ValueRange range,
            String pipeline,
            Set<Degeneracy> degeneracies) {
        this.png = png;
        this.floats = floats;
        this.width = width;
        this.height = height;
        this.range = range;
        this.pipeline = pipeline;
        this.degeneracies = degeneracies;
    }

    /** Values in place of a PNG. */
    static Heatmap ofFloats(
            byte[] floats, int width, int height, ValueRange range, String pipeline, Set<Degeneracy> degeneracies) {
        return new Heatmap(null, floats, width, height, range, pipeline, degeneracies);
    }

    /** The bytes of the PNG file, for reading; null if values are wanted as floats. */
    public byte[] png() {
        return png;
    }

    /** The values as little-endian 32-bit floats, row by row from the top, for reading; null if there is a PNG. */
    public byte[] floats() {
        return floats;
    }

    /** In pixels, with the colour bar if there is one. */
    public int width() {
        return width;
    }

    /** In pixels, with the colour bar if there is one. */
    public int height() {
        return height;
    }

    /**
     * The values that the first and the last colour or level of grey stand for, or null if no built-in colormap made the colours. Of
     * values without a colormap, their extremes.
     */
    public ValueRange range() {
        return range;
    }

    /** The text of the pipeline with its fitted constants. */
    public String pipeline() {
        return pipeline;
    }

    /** What makes the picture say less than it seems to. Values of steps whose constants were given are not looked at. */
    public Set<Degeneracy> degeneracies() {
        return degeneracies;
    }
}
