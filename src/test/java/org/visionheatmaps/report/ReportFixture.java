package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.AuditVerdict.RuleResult;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.audit.ProfileDocument;
import org.visionheatmaps.audit.Profiles;
import org.visionheatmaps.audit.RepeatedIds;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.io.image.JpegEncoder;
import org.visionheatmaps.metrics.Atlas;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** A report of made-up elements, some of whose names are attempts to run a script. */
final class ReportFixture {
    static final List<String> HOSTILE = List.of(
            "\"><script>alert(1)</script>",
            "'><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "line\u2028separator\u2029'+alert(1)+'\u001b[2J\u202egnp",
            "</style></title></textarea><svg onload=alert(1)>",
            "${7*7} {{7*7}} @raw <!--");

    private static final String PIPELINE = "SumReduction() |> CenteredColormap(:berlin) |> FlipImage()";
    private static final int CLEAN = 6;

    private ReportFixture() {}

    static Pictures pictures(int seed) {
        float[] values = new float[20 * 16];
        byte[] rgb = new byte[3 * 16 * 20];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 37 % 101 - 50) * (seed + 1) / 50f;
            rgb[3 * i] = (byte) i;
            rgb[3 * i + 1] = (byte) (i * seed);
        }
        return new ElementPainter(FittedPipeline.parse(PIPELINE), JpegEncoder::encode)
                .paint(Tensor.channels(values, 20, 16, 1), new RgbImage(20, 16, rgb), MaskOutline.NONE);
    }

    static List<GalleryElement> elements() {
        List<GalleryElement> elements = new ArrayList<>();
        for (String id : HOSTILE) {
            elements.add(element(id, elements.size(), GalleryElement.Kind.OFFENDER, Map.of("method", id)));
        }
        for (int i = 0; i < CLEAN; i++) {
            elements.add(element("clean-" + i, elements.size(), GalleryElement.Kind.SAMPLE, Map.of("method", "lrp")));
        }
        elements.add(new GalleryElement(
                "broken",
                GalleryElement.Kind.QUARANTINED,
                List.of(),
                Map.of("method", "lrp"),
                "non_finite",
                "every value must be finite, <b>but</b> only a share of 0.5 is",
                "javascript:alert(2)",
                3L,
                null,
                Map.of(),
                null));
        return elements;
    }

    private static GalleryElement element(String id, int number, GalleryElement.Kind kind, Map<String, String> labels) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("max_abs", number * 7 % 13 / 4.0);
        metrics.put("gini", number % 2 == 0 ? null : Double.valueOf(number / 20.0));
        return new GalleryElement(
                id,
                kind,
                kind == GalleryElement.Kind.OFFENDER
                        ? List.of("Breaks max_abs <= 1 in {method=" + id + "}")
                        : List.of(),
                labels,
                "ok",
                null,
                "file:/data/" + number + ".parquet",
                (long) number,
                null,
                metrics,
                pictures(number));
    }

    static Profiles profiles(double scale) {
        Profiles profiles = new Profiles(List.of("method"));
        for (int i = 0; i < 40; i++) {
            ElementMetrics metrics = new ElementMetrics();
            for (Metric metric : Metric.all(false)) {
                metrics.set(metric, (i * 13 % 40 + 0.5) / 40 * (metric.bins().size() < 1000 ? 1 : scale));
            }
            int cells = Atlas.SIDE * Atlas.SIDE;
            long[] look = new long[2 * cells];
            look[(int) (i * scale * 8) % cells] = 1L << 31;
            look[cells + i] = i % 4 == 0 ? -(1L << 32) : 1L << 32;
            look[Atlas.SIDE * 16 + 16] += 1L << 31;
            metrics.setLook(look);
            metrics.setHalf(i % 2);
            Group group = new Group(List.of(i % 2 == 0 ? "lrp" : HOSTILE.get(0)));
            profiles.of(group).add(metrics, i == 3 ? "non_finite" : "ok");
            for (int pixel = 0; pixel < 50; pixel++) {
                profiles.of(group).values().add(scale * StrictMath.sin(i * 50 + pixel));
            }
        }
        return profiles;
    }

    static AuditManifest manifest(String run, String started) {
        return new AuditManifest(
                AuditManifest.FORMAT,
                run,
                started,
                List.of("data/<last>.parquet"),
                "label = '</script>'",
                PIPELINE,
                "SumReduction()",
                List.of(),
                List.of("method"),
                List.of("method"),
                null,
                List.of(),
                new AuditManifest.Counts(3, 2, 1, 45L, 40, 5L, 40, 39, 1, new TreeMap<>(Map.of("non_finite", 1L))),
                new RepeatedIds(2, 5, List.of("clean-1", HOSTILE.get(0))),
                null,
                List.of(),
                new TreeMap<>(Map.of("spark", "4")),
                null);
    }

    static AuditVerdict verdict() {
        List<RuleResult> rules = new ArrayList<>();
        rules.add(rule("passed", "count >= 1", "error", Map.of(), List.of()));
        rules.add(rule("violated", "max_abs <= 1", "error", Map.of("method", HOSTILE.get(0)), HOSTILE));
        rules.add(rule("violated", "gini <= 0.1", "warning", Map.of(), List.of("clean-1", "not shown")));
        rules.add(skipped("psi(value) <= 0.2", "there is no baseline"));
        rules.add(skipped("ks(gini) <= 0.2", "there is no baseline"));
        rules.add(skipped("mean(mass) >= 0.5", "no element has a mask"));
        return new AuditVerdict("f", "violated", 3, false, 1, 1, "last", rules);
    }

    private static RuleResult rule(
            String status, String check, String level, Map<String, String> group, List<String> ids) {
        String reason = check + " is " + status + (ids.isEmpty() ? "" : ": '" + ids.get(0) + "'");
        return new RuleResult(check, null, level, group, status, 1.5, 1.0, reason, ids.size() + 2L, ids);
    }

    private static RuleResult skipped(String check, String reason) {
        return new RuleResult(check, null, "error", Map.of(), "skipped", null, 1.0, reason, 0, List.of());
    }

    /** Two inputs of which the second has the name of a script. */
    static AuditReport comparison() {
        Random random = new Random(1);
        List<GalleryElement> pairs = new ArrayList<>();
        for (int i = 0; i < CLEAN; i++) {
            float[] one = new float[20 * 16];
            float[] other = new float[one.length];
            for (int pixel = 0; pixel < one.length; pixel++) {
                one[pixel] = (float) random.nextGaussian();
                other[pixel] = one[pixel] + (float) random.nextGaussian() * i / CLEAN;
            }
            Pictures pictures = new PairPainter(ColorSchemes.catalogue().get("berlin"), JpegEncoder::encode)
                    .paint(
                            Tensor.scalars(one, 20, 16),
                            Tensor.scalars(other, 20, 16),
                            new RgbImage(20, 16, new byte[3 * one.length]));
            pairs.add(new GalleryElement(
                    "pair-" + i,
                    GalleryElement.Kind.CHANGED,
                    List.of(),
                    Map.of("method", "lrp"),
                    "ok",
                    null,
                    "file:/data/" + i + ".parquet",
                    (long) i,
                    null,
                    Map.of("spearman", i / 10.0),
                    pictures));
        }
        AuditReport report = report();
        return new AuditReport(
                report.manifest(),
                report.verdict(),
                report.profiles(),
                Optional.empty(),
                report.runs(),
                pairs,
                Optional.of(new AuditReport.Compared("old.parquet", HOSTILE.get(0))));
    }

    static AuditReport report() {
        Profiles now = profiles(1);
        AuditSummary summary = AuditSummary.of("SumReduction()", now);
        List<TrendRun> runs = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            runs.add(new TrendRun(manifest("night-" + day, "2026-11-0" + day + "T02:00:00Z"), verdict(), summary));
        }
        return new AuditReport(
                manifest("night-5", "2026-11-05T02:00:00Z"),
                verdict(),
                now,
                Optional.of(new Baseline("last", ProfileDocument.of("SumReduction()", profiles(1.5)))),
                runs,
                elements(),
                Optional.empty());
    }

    static RenderGallery gallery() {
        RunReport report = new RunReport(
                14,
                14,
                13,
                1,
                new TreeMap<>(Map.of("non_finite", 1L)),
                List.of(),
                2,
                new TreeMap<>(Map.of("flat", 1L, "clipped", 3L, "one_sign", 13L, "signed", 2L)),
                PIPELINE,
                List.of(),
                0,
                null,
                List.of("data"),
                "file:/out",
                "png",
                Map.of(),
                new TreeMap<>(Map.of("spark", "4")),
                null,
                null);
        return new RenderGallery(report, elements());
    }
}
