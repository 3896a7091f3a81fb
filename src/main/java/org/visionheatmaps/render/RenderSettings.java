package org.visionheatmaps.render;

import java.io.Serializable;
import org.visionheatmaps.png.PngEncoding;

/**
 * What a heatmap is beside its pipeline.
 *
 * @param software what the PNGs say drew them
 * @param encoding of the PNGs. By default they have a palette if they have at most 256 colours, bar included, and are RGB if not: the
 *     pixels are exact. If a palette is asked for, pipelines of a reduction, perhaps a clip, a colormap and flips are quantised to their
 *     scheme at 256 places, unless they need no more colours anyway; others, overlays above all, have a palette if they have at most 256
 *     colours, and are RGB if not. Images with transparent pixels are RGB, with translucent ones RGBA; RGB are heatmaps of more than 254 colours with a colour bar
 * @param nonFinite what happens to values that are NaN or infinite
 * @param composition what pictures show beside heatmaps
 * @param hasFloats whether the values of the map are wanted as numbers, in place of a PNG
 * @param boxShare of the map's greatest value, from which on pixels are strong and have a box; 0 for no boxes
 */
public record RenderSettings(
        String software,
        PngEncoding encoding,
        NonFinite nonFinite,
        Composition composition,
        boolean hasFloats,
        double boxShare)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The default encoding, heatmaps alone; elements with values that are not finite are refused. */
    public static RenderSettings of(String software) {
        return new RenderSettings(software, PngEncoding.DEFAULT, NonFinite.QUARANTINE, Composition.PLAIN, false, 0);
    }

    /** Whether values are wanted, as numbers or levels of grey, and not colours. */
    public boolean areOfValues() {
        return hasFloats || encoding.color().isGrey();
    }

    /** The same with another encoding. */
    public RenderSettings withEncoding(PngEncoding other) {
        return new RenderSettings(software, other, nonFinite, composition, hasFloats, boxShare);
    }

    /** The same with another way with values that are NaN or infinite. */
    public RenderSettings withNonFinite(NonFinite other) {
        return new RenderSettings(software, encoding, other, composition, hasFloats, boxShare);
    }

    /** The same with a colour bar. */
    public RenderSettings withColorbar(ColorbarSide side) {
        return with(composition.withColorbar(side));
    }

    /** The same with other things beside heatmaps. */
    public RenderSettings with(Composition other) {
        return new RenderSettings(software, encoding, nonFinite, other, hasFloats, boxShare);
    }

    /** The same with numbers in place of PNGs, if they are wanted. */
    public RenderSettings withFloats(boolean wanted) {
        return new RenderSettings(software, encoding, nonFinite, composition, wanted, boxShare);
    }

    /** The same with boxes around the largest strong part of maps. */
    public RenderSettings withBoxes(double share) {
        return new RenderSettings(software, encoding, nonFinite, composition, hasFloats, share);
    }
}
