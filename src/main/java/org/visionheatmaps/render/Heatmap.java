package org.visionheatmaps.render;

import java.util.Set;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.metrics.Box;
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
    private final Box box;

    Heatmap(byte[] png, int width, int height, ValueRange range, String pipeline, Set<Degeneracy> degeneracies) {
        this(png, null, width, height, range, pipeline, degeneracies, null);
    }

    private Heatmap(
            byte[] png,
            byte[] floats,
            int width,
            int height,
            ValueRange range,
            String pipeline,
            Set<Degeneracy> degeneracies,
            Box box) {
        this.png = png;
        this.floats = floats;
        this.width = width;
        this.height = height;
        this.range = range;
        this.pipeline = pipeline;
        this.degeneracies = degeneracies;
        this.box = box;
    }

    /** Values in place of a PNG. */
    static Heatmap ofFloats(
            byte[] floats, int width, int height, ValueRange range, String pipeline, Set<Degeneracy> degeneracies) {
        return new Heatmap(null, floats, width, height, range, pipeline, degeneracies, null);
    }

    /** The same with the box around the largest strong part of the map, or null. */
    Heatmap withBox(Box found) {
        return new Heatmap(png, floats, width, height, range, pipeline, degeneracies, found);
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

    /** Around the largest strong part of the map, in its pixels; null if no value is positive, or no box is wanted. */
    public Box box() {
        return box;
    }

    /** What makes the picture say less than it seems to. Values of steps whose constants were given are not looked at. */
    public Set<Degeneracy> degeneracies() {
        return degeneracies;
    }
}
