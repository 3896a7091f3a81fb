package org.visionheatmaps.render;

import java.io.Serializable;
import java.util.List;

/**
 * What a picture shows beside the heatmap.
 *
 * @param panels side by side, from the left; the heatmap alone if there are none
 * @param caption beneath, or null
 * @param colorbar where a colour bar stands, if any
 */
public record Composition(List<Panel> panels, Caption caption, ColorbarSide colorbar) implements Serializable {
    /** The heatmap alone. */
    public static final Composition PLAIN = new Composition(List.of(), null, ColorbarSide.NONE);

    public Composition {
        panels = List.copyOf(panels);
    }

    /** The same with a colour bar. */
    public Composition withColorbar(ColorbarSide side) {
        return new Composition(panels, caption, side);
    }

    /** Whether a panel shows the photograph, whatever the pipeline does. */
    public boolean usesImage() {
        return panels.stream().anyMatch(panel -> panel != Panel.HEATMAP);
    }
}
