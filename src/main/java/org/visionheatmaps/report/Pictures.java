package org.visionheatmaps.report;

import java.util.Base64;
import org.visionheatmaps.color.ValueRange;

/** The pictures of one element, encoded: a final class, since a record of arrays has no useful equality. Any of them may be missing. */
public final class Pictures {
    private static final String PNG = "data:image/png;base64,";
    private static final String JPEG = "data:image/jpeg;base64,";

    private final byte[] photograph;
    private final byte[] heatmap;
    private final byte[] overlay;
    private final byte[] bar;
    private final ValueRange range;

    /**
     * @param photograph JPEG, or null
     * @param heatmap PNG, or null
     * @param overlay JPEG, or null
     * @param bar PNG, the colours from the least to the greatest value; or null
     * @param range that the bar stands for, or null
     */
    public Pictures(byte[] photograph, byte[] heatmap, byte[] overlay, byte[] bar, ValueRange range) {
        this.photograph = photograph;
        this.heatmap = heatmap;
        this.overlay = overlay;
        this.bar = bar;
        this.range = range;
    }

    /** For reading. */
    public byte[] photograph() {
        return photograph;
    }

    /** For reading. */
    public byte[] heatmap() {
        return heatmap;
    }

    /** For reading. */
    public byte[] overlay() {
        return overlay;
    }

    /** For reading. */
    public byte[] bar() {
        return bar;
    }

    public ValueRange range() {
        return range;
    }

    /** How long they are in a page. */
    public long length() {
        return (long) photographUri().length()
                + heatmapUri().length()
                + overlayUri().length()
                + barUri().length();
    }

    String photographUri() {
        return uri(JPEG, photograph);
    }

    String heatmapUri() {
        return uri(PNG, heatmap);
    }

    String overlayUri() {
        return uri(JPEG, overlay);
    }

    String barUri() {
        return uri(PNG, bar);
    }

    private static String uri(String type, byte[] bytes) {
        return bytes == null ? "" : type + Base64.getEncoder().encodeToString(bytes);
    }
}
