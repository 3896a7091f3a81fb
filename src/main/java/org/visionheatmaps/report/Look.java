package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.Arrays;
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
 * A picture of where the maps of a group look: its 32×32 cells, in multiples of the share that each would have if all had the same, or the
 * mean sign of each.
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
     * The mean map of a group and, with a baseline, that of the baseline with the same colours, and the difference, with colours of its own;
     * and the mean signs, if some are negative.
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
        looks.add(look("looks", "where maps look", current, shares, "×", writer, List.of(outer(now.atlas()))));
        if (earlier != null) {
            addChange(looks, now, before, current, earlier, shares, writer);
        }
        addSigns(looks, now, before, writer);
        return looks;
    }

    private static void addChange(
            List<Look> looks,
            Profile now,
            Profile before,
            double[] current,
            double[] earlier,
            RangeColormap shares,
            PngWriter writer) {
        looks.add(
                look("baseline", "where its maps look", earlier, shares, "×", writer, List.of(outer(before.atlas()))));
        double[] change = new double[current.length];
        for (int cell = 0; cell < change.length; cell++) {
            change[cell] = current[cell] - earlier[cell];
        }
        looks.add(look(
                "difference",
                "this run less the baseline",
                change,
                around(change),
                "×",
                writer,
                List.of(
                        "spatial_js " + figure(Atlas.divergence(before.atlas(), now.atlas())),
                        "floor " + figure(before.atlas().noise()),
                        "center_shift " + figure(Atlas.centerShift(before.atlas(), now.atlas())))));
    }

    /** Of maps without negative values signs say nothing. */
    private static void addSigns(List<Look> looks, Profile now, Profile before, PngWriter writer) {
        double[] signs = now.atlas().meanSigns();
        if (signs == null || Arrays.stream(signs).noneMatch(sign -> sign < 0)) {
            return;
        }
        List<String> figures = new ArrayList<>();
        figures.add("sign_share " + figure(now.atlas().signShare()));
        if (before != null && before.atlas().signed() > 0) {
            figures.add("sign_shift " + figure(Atlas.signShift(before.atlas(), now.atlas())));
        }
        looks.add(look("signs", "positive pixels less negative ones", signs, around(signs), "", writer, figures));
    }

    /** Colours of a range symmetric around 0. */
    private static RangeColormap around(double[] cells) {
        double end = greatest(cells) == 0 ? 1 : greatest(cells);
        return new RangeColormap(ColorSchemes.catalogue().get(DIVERGENT), -end, end);
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
            String unit,
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
                        end(range.lower(), unit),
                        end((range.lower() + range.upper()) / 2, unit),
                        end(range.upper(), unit)),
                figures);
    }

    private static String end(double number, String unit) {
        return number == 0 ? "0" : Figure.of(number) + unit;
    }
}
