package org.visionheatmaps.render;

import java.util.ArrayList;
import java.util.List;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.png.TextChunk;

/**
 * What every PNG says of itself in its text chunks.
 *
 * @param id the element's id
 * @param pipeline the text of the pipeline with its fitted constants
 * @param range the values that the colours stand for, or null
 * @param software name and version of what drew it
 * @param area of the heatmap, at the top left of a picture that shows more; null if it is the whole picture
 * @param masked how the pixels of values that are NaN or infinite were drawn; null if there were none
 */
public record Provenance(String id, String pipeline, ValueRange range, String software, Area area, NonFinite masked) {
    /** Registered by the PNG specification. */
    static final String SOFTWARE = "Software";

    static final String ID = "heatmap:id";
    static final String PIPELINE = "heatmap:pipeline";
    static final String RANGE = "heatmap:range";
    static final String AREA = "heatmap:area";
    static final String NON_FINITE = "heatmap:non-finite";
    private static final String MASK = "mask ";

    /** Columns and rows, in pixels. */
    public record Area(int width, int height) {}

    /** Of a heatmap that is the whole picture, of finite values. */
    public Provenance(String id, String pipeline, ValueRange range, String software) {
        this(id, pipeline, range, software, null, null);
    }

    List<TextChunk> chunks() {
        List<TextChunk> chunks = new ArrayList<>();
        chunks.add(new TextChunk(SOFTWARE, software));
        chunks.add(new TextChunk(ID, id.replace('\0', '\uFFFD')));
        chunks.add(new TextChunk(PIPELINE, pipeline));
        if (range != null) {
            chunks.add(new TextChunk(RANGE, range.lower() + " " + range.upper()));
        }
        if (area != null) {
            chunks.add(new TextChunk(AREA, area.width() + " " + area.height()));
        }
        if (masked != null) {
            chunks.add(new TextChunk(NON_FINITE, MASK + masked.color()));
        }
        return chunks;
    }

    /**
     * Reads back what {@link #chunks} wrote.
     *
     * @throws IllegalArgumentException if the PNG was not made by this software
     */
    public static Provenance of(PngInfo png) {
        String id = png.text(ID);
        String pipeline = png.text(PIPELINE);
        if (id == null || pipeline == null) {
            throw new IllegalArgumentException("The PNG has no text chunks " + ID + " and " + PIPELINE
                    + ": it was not made by VisionHeatmaps, or another program dropped them");
        }
        String range = png.text(RANGE);
        String area = png.text(AREA);
        String masked = png.text(NON_FINITE);
        return new Provenance(
                id,
                pipeline,
                range == null ? null : range(range),
                png.text(SOFTWARE),
                area == null ? null : area(area),
                masked == null ? null : masked(masked));
    }

    private static NonFinite masked(String text) {
        try {
            if (!text.startsWith(MASK)) {
                throw new IllegalArgumentException("no mask");
            }
            return NonFinite.mask(text.substring(MASK.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The PNG's text chunk " + NON_FINITE + " needs 'mask' and a colour, but is '" + text + "'", e);
        }
    }

    private static Area area(String text) {
        String[] sizes = text.split(" ", 2);
        try {
            return new Area(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[sizes.length - 1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The PNG's text chunk " + AREA + " needs a width and a height, but is '" + text + "'", e);
        }
    }

    private static ValueRange range(String text) {
        String[] ends = text.split(" ", 2);
        try {
            return new ValueRange(Double.parseDouble(ends[0]), Double.parseDouble(ends[ends.length - 1]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The PNG's text chunk " + RANGE + " needs two numbers lower < upper, but is '" + text + "'", e);
        }
    }
}
