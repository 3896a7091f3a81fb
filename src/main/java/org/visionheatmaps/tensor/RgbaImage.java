package org.visionheatmaps.tensor;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/** An image of which pixels may be transparent or translucent. Immutable by contract: {@link #alpha()} is for reading. */
public final class RgbaImage {
    private static final byte OPAQUE = (byte) 255;

    private final RgbImage colors;
    private final byte[] alpha;

    /**
     * @param colors not multiplied by alpha
     * @param alpha a byte for each pixel, row by row: 0 is transparent, 255 opaque; or null if all are opaque
     * @throws IllegalArgumentException if there are more or fewer than pixels
     */
    public RgbaImage(RgbImage colors, byte[] alpha) {
        this.colors = Objects.requireNonNull(colors);
        this.alpha = alpha;
        if (alpha != null && 3L * alpha.length != colors.rgb().length) {
            throw new IllegalArgumentException("An image of " + colors.width() + "×" + colors.height()
                    + " pixels cannot have " + alpha.length + " alphas");
        }
    }

    /** An image of opaque pixels. */
    public static RgbaImage opaque(RgbImage colors) {
        return new RgbaImage(colors, null);
    }

    /**
     * The pixels, some of which are transparent.
     *
     * @param transparent pixels, counted row by row
     */
    public static RgbaImage without(RgbImage colors, BitSet transparent) {
        if (transparent.isEmpty()) {
            return opaque(colors);
        }
        byte[] alpha = new byte[colors.rgb().length / 3];
        Arrays.fill(alpha, OPAQUE);
        transparent.stream().forEach(pixel -> alpha[pixel] = 0);
        return new RgbaImage(colors, alpha);
    }

    /**
     * Rounds colours to bytes, as {@link RgbImage#ofColors} does; missing ones become transparent, and translucent ones have their alpha.
     *
     * @param colors rows × columns
     */
    public static RgbaImage ofColors(Tensor colors) {
        if (!colors.isMasked() && !colors.isTranslucent()) {
            return opaque(RgbImage.ofColors(colors));
        }
        int rows = colors.size(0);
        int columns = colors.size(1);
        byte[] rgb = new byte[RgbImage.length(columns, rows)];
        byte[] alpha = new byte[rgb.length / 3];
        boolean isOpaque = true;
        for (int row = 0, pixel = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++, pixel++) {
                double share = colors.isTranslucent() ? colors.at(row, column, 3) : 1;
                double first = colors.at(row, column, 0);
                alpha[pixel] = Double.isNaN(first) ? 0 : RgbImage.toByte(share);
                isOpaque &= alpha[pixel] == OPAQUE;
                for (int c = 0; c < 3 && alpha[pixel] != 0; c++) {
                    rgb[3 * pixel + c] = RgbImage.toByte(colors.at(row, column, c) / share);
                }
            }
        }
        return new RgbaImage(new RgbImage(columns, rows, rgb), isOpaque ? null : alpha);
    }

    /** The pixels without their alpha. */
    public RgbImage colors() {
        return colors;
    }

    /** The alphas, for reading; null if all pixels are opaque. */
    public byte[] alpha() {
        return alpha;
    }

    public boolean isOpaque() {
        return alpha == null;
    }

    /** The same pixels at the top left of a larger image, whose own are opaque. */
    public RgbaImage within(RgbImage larger) {
        byte[] rgb = larger.rgb().clone();
        byte[] wide = alpha == null ? null : new byte[rgb.length / 3];
        if (wide != null) {
            Arrays.fill(wide, OPAQUE);
        }
        int width = colors.width();
        for (int row = 0; row < colors.height(); row++) {
            int to = row * larger.width();
            System.arraycopy(colors.rgb(), 3 * row * width, rgb, 3 * to, 3 * width);
            if (wide != null) {
                System.arraycopy(alpha, row * width, wide, to, width);
            }
        }
        return new RgbaImage(new RgbImage(larger.width(), larger.height(), rgb), wide);
    }

    /** The pixels as they look on white. */
    public RgbImage onWhite() {
        if (alpha == null) {
            return colors;
        }
        byte[] rgb = colors.rgb().clone();
        for (int at = 0; at < rgb.length; at++) {
            int share = alpha[at / 3] & 0xFF;
            rgb[at] = (byte) (((rgb[at] & 0xFF) * share + 255 * (255 - share) + 127) / 255);
        }
        return new RgbImage(colors.width(), colors.height(), rgb);
    }
}
