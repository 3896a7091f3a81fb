package org.visionheatmaps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.run.RunReport;

@Tag("fast")
class PrometheusTextTest {
    private static final TreeMap<String, String> VERSIONS = new TreeMap<>(Map.of("vision-heatmaps", "0.1.0"));

    private static RunReport report() {
        return new RunReport(
                4,
                5,
                3,
                2,
                new TreeMap<>(Map.of("bad-image", 1L, "non-finite", 1L)),
                List.of(),
                1,
                new TreeMap<>(),
                "FlipImage()",
                List.of(),
                0,
                null,
                List.of("in"),
                "out",
                "png",
                Map.of("total", 12.5),
                VERSIONS,
                null,
                null);
    }

    @Test
    void labelsAreEscaped() {
        assertTrue(new PrometheusText("render", "a\"\\\n\u001b\u202e", 0)
                .toString()
                .contains("name=\"a\\\"\\\\\\n\\\\u001b\\\\u202e\"}"));
    }

    @Test
    void aRenderIsTold() {
        assertEquals(
                """
                # HELP vision_heatmaps_exit_code How the last run ended: 0 is good.
                # TYPE vision_heatmaps_exit_code gauge
                vision_heatmaps_exit_code{command="render",name="nightly"} 0
                # HELP vision_heatmaps_info Versions of the software, as labels.
                # TYPE vision_heatmaps_info gauge
                vision_heatmaps_info{command="render",name="nightly",vision_heatmaps="0.1.0"} 1
                # HELP vision_heatmaps_input_rows Rows of the input, before batches are split.
                # TYPE vision_heatmaps_input_rows gauge
                vision_heatmaps_input_rows{command="render",name="nightly"} 4
                # HELP vision_heatmaps_elements Elements by what became of them.
                # TYPE vision_heatmaps_elements gauge
                vision_heatmaps_elements{command="render",name="nightly",outcome="rendered"} 3
                vision_heatmaps_elements{command="render",name="nightly",outcome="quarantined"} 2
                # HELP vision_heatmaps_quarantined_elements Elements in quarantine by the kind of fault.
                # TYPE vision_heatmaps_quarantined_elements gauge
                vision_heatmaps_quarantined_elements{command="render",name="nightly",reason="bad-image"} 1
                vision_heatmaps_quarantined_elements{command="render",name="nightly",reason="non-finite"} 1
                # HELP vision_heatmaps_without_image Elements drawn without the image that the pipeline looks for.
                # TYPE vision_heatmaps_without_image gauge
                vision_heatmaps_without_image{command="render",name="nightly"} 1
                # HELP vision_heatmaps_fit_passes Passes over the input before it was drawn.
                # TYPE vision_heatmaps_fit_passes gauge
                vision_heatmaps_fit_passes{command="render",name="nightly"} 0
                # HELP vision_heatmaps_seconds Wall-clock seconds of each stage, and in total.
                # TYPE vision_heatmaps_seconds gauge
                vision_heatmaps_seconds{command="render",name="nightly",stage="total"} 12.5
                """,
                new PrometheusText("render", "nightly", 0).add(report()).toString());
    }

    @Test
    void aFailureIsToldWithNothingElse() {
        String text = new PrometheusText("audit", "a \"b\"\\\n", 1).toString();
        assertEquals(
                "vision_heatmaps_exit_code{command=\"audit\",name=\"a \\\"b\\\"\\\\\\n\"} 1",
                text.lines().skip(2).reduce("", String::concat));
    }

    @Test
    void anAuditIsToldWithItsRules() {
        AuditManifest.Counts counts = new AuditManifest.Counts(2, 1, 1, 9L, 7, 2L, 7, 6, 1, Map.of("non-finite", 1L));
        AuditManifest manifest = new AuditManifest(
                AuditManifest.FORMAT,
                "r",
                "2026-11-23T02:00:00Z",
                List.of("in"),
                null,
                "p",
                "m",
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                counts,
                RepeatedIds.NONE,
                null,
                List.of(),
                VERSIONS,
                null);
        AuditVerdict verdict = new AuditVerdict(
                "f",
                "violated",
                3,
                false,
                1,
                0,
                null,
                List.of(
                        rule("finite_share >= 1", "violated", "a"),
                        rule("finite_share >= 1", "violated", "b"),
                        rule("count >= 1", "passed", "a")));
        String text = new PrometheusText("audit", "n", 3).add(manifest, verdict).toString();
        for (String line : List.of(
                "vision_heatmaps_exit_code{command=\"audit\",name=\"n\"} 3",
                "vision_heatmaps_files{command=\"audit\",name=\"n\",state=\"unreadable\"} 1",
                "vision_heatmaps_lost_rows{command=\"audit\",name=\"n\"} 2",
                "vision_heatmaps_elements{command=\"audit\",name=\"n\",outcome=\"ok\"} 6",
                "vision_heatmaps_rules_violated{command=\"audit\",level=\"error\",name=\"n\"} 1",
                "vision_heatmaps_rule_violated_groups{command=\"audit\",level=\"error\",name=\"n\","
                        + "rule=\"finite_share >= 1\"} 2",
                "vision_heatmaps_rule_violated_groups{command=\"audit\",level=\"error\",name=\"n\","
                        + "rule=\"count >= 1\"} 0")) {
            assertTrue(text.lines().anyMatch(line::equals), text);
        }
    }

    private static AuditVerdict.RuleResult rule(String check, String status, String group) {
        return new AuditVerdict.RuleResult(
                check, null, "error", Map.of("method", group), status, 0.0, 1.0, "", 0, List.of());
    }
}
