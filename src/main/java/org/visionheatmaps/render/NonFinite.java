package org.visionheatmaps.render;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;
import org.visionheatmaps.tensor.Tensor;

/**
 * What happens to values that are NaN or infinite.
 *
 * @param isMasked whether their pixels are drawn as missing and left out of all statistics; otherwise the element is refused
 * @param badColor of such pixels, as 0xRRGGBB, or {@link #TRANSPARENT}
 */
public record NonFinite(boolean isMasked, int badColor) implements Serializable {
    /** No colour: what is behind shows, such as the photograph under an overlay. */
    public static final int TRANSPARENT = -1;

    /** Refuses the element. */
    public static final NonFinite QUARANTINE = new NonFinite(false, TRANSPARENT);

    private static final String NO_COLOR = "transparent";
    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");

    public NonFinite {
        if (badColor < TRANSPARENT || badColor > 0xFFFFFF) {
            throw new IllegalArgumentException("A colour is 0 to 0xFFFFFF, but got " + badColor);
        }
    }

    /**
     * Draws them in a colour.
     *
     * @param color {@code transparent} or {@code #rrggbb}
     * @throws IllegalArgumentException for anything else
     */
    public static NonFinite mask(String color) {
        if (color.equals(NO_COLOR)) {
            return new NonFinite(true, TRANSPARENT);
        }
        if (!COLOR.matcher(color).matches()) {
            throw new IllegalArgumentException(
                    "A colour of bad pixels is transparent or #rrggbb, such as #ff00ff, but got '" + color + "'");
        }
        return new NonFinite(true, Integer.parseInt(color.substring(1), 16));
    }

    /** The colour of bad pixels as {@link #mask} reads it. */
    public String color() {
        return badColor == TRANSPARENT ? NO_COLOR : String.format(Locale.ROOT, "#%06x", badColor);
    }

    /**
     * The element as a pipeline takes it.
     *
     * @throws org.visionheatmaps.tensor.BadDataException if it is refused
     */
    public Tensor admit(Tensor x) {
        if (isMasked) {
            return x.masked();
        }
        FiniteValues.require(x);
        return x;
    }
}
