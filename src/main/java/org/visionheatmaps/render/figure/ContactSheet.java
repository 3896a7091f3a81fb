package org.visionheatmaps.render.figure;

import java.util.List;
import org.visionheatmaps.render.Canvas;
import org.visionheatmaps.render.Colorbar;
import org.visionheatmaps.render.PixelFont;
import org.visionheatmaps.render.Provenance;
import org.visionheatmaps.tensor.RgbImage;

/**
 * Many pictures on one, in rows from the top left, each with its id below. Pictures are enlarged by whole factors, pixel for pixel, or
 * reduced by whole factors, each pixel the mean of those it stands for, so that they fill a square as well as they can. Colour bars are
 * drawn anew beside them, so that their numbers can be read at any factor.
 */
public final class ContactSheet {
    private static final int MARGIN = 8;
    private static final int LABEL_GAP = 3;
    private static final int LINE = PixelFont.HEIGHT + 1;
    private static final int MAX_LINES = 2;
    private static final int SIDE_OF_SCALE_ONE = 224;
    private static final String LEFT_OUT = "..";
    private static final String ENDS_OF_WORDS = "./_-: ";

    private ContactSheet() {}

    /** A picture and what stands below it. */
    public record Cell(String id, RgbImage picture) {
        /** A cell with its picture as large as whole factors make it within a square. */
        public static Cell within(int side, String id, RgbImage picture) {
            return new Cell(id, fitted(picture, side));
        }

        /**
         * A cell with a heatmap as large as whole factors make it within a square, and its colour bar, if it has one, beside that. A
         * bar of a pipeline with a step that is not known here is a part of the picture.
         */
        public static Cell within(int side, String id, RgbImage picture, Provenance made) {
            return Colorbar.taken(picture, made)
                    .map(taken -> new Cell(id, taken.beside(fitted(taken.heatmap(), side))))
                    .orElseGet(() -> within(side, id, picture));
        }
    }

    /**
     * Draws a page. Columns are as wide as the widest picture, rows as high as the highest.
     *
     * @param cells at least one
     * @param columns at least one
     */
    public static RgbImage of(List<Cell> cells, int columns) {
        int width =
                cells.stream().mapToInt(cell -> cell.picture().width()).max().orElseThrow();
        int height =
                cells.stream().mapToInt(cell -> cell.picture().height()).max().orElseThrow();
        int scale = Math.max(1, Math.min(width, height) / SIDE_OF_SCALE_ONE);
        List<List<String>> labels = cells.stream()
                .map(cell -> lines(cell.id(), (width / scale + 1) / PixelFont.ADVANCE))
                .toList();
        int lines = labels.stream().mapToInt(List::size).max().orElseThrow();
        int across = Math.min(columns, cells.size());
        int down = (cells.size() + across - 1) / across;
        int stepAcross = width + MARGIN;
        int stepDown = height + scale * (LABEL_GAP + lines * LINE - 1) + MARGIN;
        Canvas page = new Canvas(MARGIN + across * stepAcross, MARGIN + down * stepDown);
        for (int at = 0; at < cells.size(); at++) {
            Cell cell = cells.get(at);
            int left = MARGIN + at % across * stepAcross;
            int top = MARGIN + at / across * stepDown;
            page.draw(cell.picture(), left, top);
            int below = top + cell.picture().height() + scale * LABEL_GAP;
            for (int line = 0; line < labels.get(at).size(); line++) {
                page.write(labels.get(at).get(line), left, below + line * scale * LINE, scale);
            }
        }
        return page.image();
    }

    /**
     * A text in one line or two, the first of which ends with a word if it can; what has no room is left out at the beginning of the
     * second.
     *
     * @param letters that a line has room for
     */
    static List<String> lines(String text, int letters) {
        int length = text.length();
        if (length <= letters) {
            return List.of(text);
        }
        if (length > MAX_LINES * letters) {
            int kept = Math.max(0, letters - LEFT_OUT.length());
            return List.of(text.substring(0, letters), LEFT_OUT + text.substring(length - kept));
        }
        int end = letters;
        while (end > length - letters && ENDS_OF_WORDS.indexOf(text.charAt(end - 1)) < 0) {
            end--;
        }
        end = ENDS_OF_WORDS.indexOf(text.charAt(end - 1)) < 0 ? letters : end;
        return List.of(text.substring(0, end), text.substring(end));
    }

    private static RgbImage fitted(RgbImage picture, int side) {
        int longer = Math.max(picture.width(), picture.height());
        return longer > side ? reduced(picture, (longer + side - 1) / side) : enlarged(picture, side / longer);
    }

    private static RgbImage enlarged(RgbImage picture, int factor) {
        int width = factor * picture.width();
        int height = factor * picture.height();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        for (int y = 0, to = 0; y < height; y++) {
            for (int x = 0; x < width; x++, to += 3) {
                int from = 3 * (y / factor * picture.width() + x / factor);
                System.arraycopy(picture.rgb(), from, rgb, to, 3);
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** Means of squares; those at the right and at the bottom may be cut. */
    private static RgbImage reduced(RgbImage picture, int factor) {
        int width = (picture.width() + factor - 1) / factor;
        int height = (picture.height() + factor - 1) / factor;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0, to = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    rgb[to++] = mean(picture, factor * x, factor * y, factor, c);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    private static byte mean(RgbImage picture, int left, int top, int side, int component) {
        int right = Math.min(left + side, picture.width());
        int bottom = Math.min(top + side, picture.height());
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += picture.rgb()[3 * (y * picture.width() + x) + component] & 0xFF;
            }
        }
        long count = (long) (right - left) * (bottom - top);
        return (byte) ((sum + count / 2) / count);
    }
}
