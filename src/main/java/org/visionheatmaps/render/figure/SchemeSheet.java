package org.visionheatmaps.render.figure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.SchemeClass;
import org.visionheatmaps.render.Canvas;
import org.visionheatmaps.render.PixelFont;
import org.visionheatmaps.tensor.RgbImage;

/** A picture of colour schemes: a bar and a name for each, in columns, under a heading for each class. */
public final class SchemeSheet {
    private static final int SCALE = 2;
    private static final int BAR_WIDTH = 160;
    private static final int BAR_HEIGHT = SCALE * PixelFont.HEIGHT;
    private static final int ROW = BAR_HEIGHT + 6;
    private static final int GAP = 10;
    private static final int MARGIN = 20;
    private static final int HEADING = 2 * ROW;
    private static final int MIN_WIDTH = 1360;

    private final Map<SchemeClass, List<ColorScheme>> groups;
    private final int width;
    private final int height;
    private final Canvas canvas;

    private SchemeSheet(List<ColorScheme> schemes) {
        groups = schemes.stream()
                .collect(Collectors.groupingBy(
                        ColorScheme::schemeClass, () -> new EnumMap<>(SchemeClass.class), Collectors.toList()));
        int widest =
                groups.values().stream().mapToInt(SchemeSheet::cellWidth).max().orElse(0);
        width = Math.max(MIN_WIDTH, 2 * MARGIN + 2 * widest);
        height = 2 * MARGIN
                + groups.values().stream().mapToInt(this::groupHeight).sum();
        canvas = new Canvas(width, height);
    }

    /** Draws schemes in the order in which they come. */
    public static RgbImage of(List<ColorScheme> schemes) {
        SchemeSheet sheet = new SchemeSheet(schemes);
        int top = MARGIN;
        for (Map.Entry<SchemeClass, List<ColorScheme>> group : sheet.groups.entrySet()) {
            sheet.drawGroup(group.getKey(), group.getValue(), top);
            top += sheet.groupHeight(group.getValue());
        }
        return sheet.canvas.image();
    }

    private static int cellWidth(List<ColorScheme> column) {
        int label = column.stream()
                .mapToInt(scheme -> PixelFont.width(scheme.name()))
                .max()
                .orElse(0);
        return BAR_WIDTH + GAP + SCALE * label + 2 * GAP;
    }

    /** As many columns as the page has room for, each as wide as its longest name. */
    private List<List<ColorScheme>> columns(List<ColorScheme> group) {
        for (int rows = 1; ; rows++) {
            List<List<ColorScheme>> columns = new ArrayList<>();
            for (int from = 0; from < group.size(); from += rows) {
                columns.add(group.subList(from, Math.min(group.size(), from + rows)));
            }
            int sum = columns.stream().mapToInt(SchemeSheet::cellWidth).sum();
            if (columns.size() == 1 || sum <= width - 2 * MARGIN) {
                return columns;
            }
        }
    }

    private int groupHeight(List<ColorScheme> group) {
        return HEADING + ROW * columns(group).get(0).size();
    }

    private void drawGroup(SchemeClass schemeClass, List<ColorScheme> group, int top) {
        canvas.write(schemeClass + " (" + group.size() + ")", MARGIN, top + ROW / 2, SCALE);
        int left = MARGIN;
        for (List<ColorScheme> column : columns(group)) {
            for (int row = 0; row < column.size(); row++) {
                int at = top + HEADING + row * ROW;
                drawBar(column.get(row), left, at);
                canvas.write(column.get(row).name(), left + BAR_WIDTH + GAP, at, SCALE);
            }
            left += cellWidth(column);
        }
    }

    /** Colours side by side if they have no order, otherwise blended as a colormap does. */
    private void drawBar(ColorScheme scheme, int left, int top) {
        int last = scheme.size() - 1;
        boolean blocks = scheme.schemeClass() == SchemeClass.QUALITATIVE;
        for (int x = 0; x < BAR_WIDTH; x++) {
            double position =
                    blocks ? Math.floorDiv(x * scheme.size(), BAR_WIDTH) : (double) x * last / (BAR_WIDTH - 1);
            int before = (int) position;
            double share = position - before;
            int color = 0;
            for (int c = 0; c < 3; c++) {
                double component = (1 - share) * scheme.component(before, c)
                        + share * scheme.component(Math.min(before + 1, last), c);
                color = color << 8 | RgbImage.toByte(component) & 0xFF;
            }
            canvas.fill(left + x, top, 1, BAR_HEIGHT, color);
        }
    }
}
