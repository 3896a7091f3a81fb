package org.visionheatmaps.cli.text;

import org.visionheatmaps.color.ColorScheme;

/** When colours are shown as coloured blocks. */
public enum Swatches {
    AUTO,
    ALWAYS,
    NEVER;

    /** Whether to show them, to whoever reads standard output. */
    public boolean areShown() {
        String depth = System.getenv("COLORTERM");
        return this == ALWAYS
                || this == AUTO
                        && Console.isTerminal(1)
                        && System.getenv("NO_COLOR") == null
                        && ("truecolor".equals(depth) || "24bit".equals(depth));
    }

    /** A scheme as blocks, in 24-bit colours of the terminal. */
    public static String of(ColorScheme scheme, int blocks) {
        StringBuilder text = new StringBuilder();
        for (int block = 0; block < blocks; block++) {
            int color = (int) Math.rint((double) block * (scheme.size() - 1) / Math.max(1, blocks - 1));
            text.append("\u001b[48;2;").append(value(scheme, color, 0));
            text.append(';').append(value(scheme, color, 1));
            text.append(';').append(value(scheme, color, 2)).append("m ");
        }
        return text.append("\u001b[0m").toString();
    }

    private static long value(ColorScheme scheme, int color, int component) {
        return Math.round(255 * scheme.component(color, component));
    }
}
