package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.List;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.metrics.Atlas;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.RangeColormap;

/**
 * A picture of where the maps of a group look: its 32×32 cells, in multiples of the share that each would have if all had the same.
 *
 * @param title whose maps
 * @param subtitle what the picture is of them
 * @param cells the picture, as a URI
 * @param bar its colours
 * @param figures under it
 */
public record Look(String title, String subtitle, String cells, Gallery.Bar bar, List<String> figures) {
    private static final String SEQUENTIAL = "batlow";
    private static final String DIVERGENT = "berlin";
    private static final int ROUNDING = 10_000;

    /**
     * The mean map of a group and, with a baseline, that of the baseline with the same colours, and the difference, with colours of its own.
     *
     * @param before the baseline's, or null
     * @return nothing where there are no maps
     */
    static List<Look> of(Profile now, Profile before) {
        double[] current = multiples(now.atlas());
        double[] earlier = before == null ? null : multiples(before.atlas());
        List<Look> looks = new ArrayList<>();
        if (current == null) {
            return looks;
        }
        double most = Math.max(greatest(current), earlier == null ? 0 : greatest(earlier));
        PngWriter writer = new PngWriter();
        RangeColormap shares = new RangeColormap(ColorSchemes.catalogue().get(SEQUENTIAL), 0, most);
        looks.add(look("looks", "where maps look", current, shares, writer, List.of(outer(now.atlas()))));
        if (earlier == null) {
            return looks;
        }
        looks.add(look("baseline", "where its maps look", earlier, shares, writer, List.of(outer(before.atlas()))));
        double[] change = new double[current.length];
        for (int cell = 0; cell < change.length; cell++) {
            change[cell] = current[cell] - earlier[cell];
        }
        double end = greatest(change) == 0 ? 1 : greatest(change);
        looks.add(look(
                "difference",
                "this run less the baseline",
                change,
                new RangeColormap(ColorSchemes.catalogue().get(DIVERGENT), -end, end),
                writer,
                List.of(
                        "spatial_js " + figure(Atlas.divergence(before.atlas(), now.atlas())),
                        "floor " + figure(before.atlas().noise()),
                        "center_shift " + figure(Atlas.centerShift(before.atlas(), now.atlas())))));
        return looks;
    }

    private static double[] multiples(Atlas atlas) {
        double[] shares = atlas.shares();
        for (int cell = 0; shares != null && cell < shares.length; cell++) {
            shares[cell] *= shares.length;
        }
        return shares;
    }

    private static double greatest(double[] values) {
        double greatest = 0;
        for (double value : values) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        return greatest;
    }

    private static String outer(Atlas atlas) {
        return "outer_share " + figure(atlas.outerShare());
    }

    private static String figure(double number) {
        return Figure.of(Double.isNaN(number) ? number : Math.rint(number * ROUNDING) / ROUNDING);
    }

    private static Look look(
            String title,
            String subtitle,
            double[] cells,
            RangeColormap colormap,
            PngWriter writer,
            List<String> figures) {
        Tensor colors = colormap.apply(Tensor.scalars(cells, Atlas.SIDE, Atlas.SIDE), null);
        RgbImage image = RgbImage.ofColors(new FlipImage().apply(colors, null));
        ValueRange range = colormap.range();
        return new Look(
                title,
                subtitle,
                Picture.png(title, writer.encode(image, List.of())).uri(),
                new Gallery.Bar(
                        ElementPainter.bar(colormap, range, writer).uri(),
                        times(range.lower()),
                        times((range.lower() + range.upper()) / 2),
                        times(range.upper())),
                figures);
    }

    private static String times(double multiple) {
        return multiple == 0 ? "0" : Figure.of(multiple) + "×";
    }
}
