package org.visionheatmaps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.pipeline.Group;

@Tag("fast")
class RuleBookTest {
    private final List<AuditedElement> elements = new ArrayList<>();

    private static AuditedElement element(String id, String method, double gini, boolean constant) {
        ElementMetrics metrics = new ElementMetrics();
        metrics.set(Metric.GINI, gini);
        metrics.set(Flag.CONSTANT, constant);
        return new AuditedElement(id, new Group(Collections.singletonList(method)), AuditedElement.OK, metrics);
    }

    private static Profiles profiles(List<AuditedElement> elements) {
        Profiles profiles = new Profiles(List.of("method"));
        elements.forEach(element -> profiles.of(element.group()).add(element.metrics(), element.outcome()));
        return profiles;
    }

    private static Baseline baseline(List<AuditedElement> elements) {
        return new Baseline("good", ProfileDocument.of("SumReduction()", profiles(elements)));
    }

    private final Map<List<String>, SortedMap<Group, RepeatedIds>> repeated = new HashMap<>();

    private List<AuditVerdict.RuleResult> results(Baseline baseline, Rule... rules) {
        RuleBook book = new RuleBook(List.of(rules), profiles(elements), baseline, List.of("bad.parquet"), repeated);
        ElementScan scan = book.scan();
        // Two parts, as tasks would have them.
        for (int part = 0; part < 2; part++) {
            ElementScan seen = scan.begin();
            for (int i = part; i < elements.size(); i += 2) {
                seen.see(elements.get(i));
            }
            scan.add(seen.encode());
        }
        return book.verdict(scan, false).rules();
    }

    private static Rule rule(String check, String... by) {
        return new Rule(check, Rule.Level.ERROR, List.of(by), Optional.empty());
    }

    private static void assertResult(String status, String reason, AuditVerdict.RuleResult result) {
        assertEquals(reason, result.reason());
        assertEquals(status, result.status());
    }

    @Test
    void aRuleOfElementsNamesTheWorstFirst() {
        elements.add(element("a", "lrp", 0.5, false));
        elements.add(element("b", "lrp", 0.95, false));
        elements.add(element("c", "ig", 0.99, false));
        elements.add(element("d", "ig", Double.NaN, false));
        AuditVerdict.RuleResult result = results(null, rule("gini <= 0.9")).get(0);
        assertResult("violated", "2 of 3 elements: gini is 0.99, must be <= 0.9: 'c', 'b'", result);
        assertEquals(0.99, result.observed());
        assertEquals(2, result.offenders());
        assertEquals(List.of("c", "b"), result.ids());
        assertResult(
                "passed",
                "all 3 elements: gini < 1; the nearest is 'c' with 0.99",
                results(null, rule("gini < 1")).get(0));
    }

    @Test
    void groupsAreLookedAtOneByOne() {
        elements.add(element("a", "lrp", 0.5, true));
        elements.add(element("b", "lrp", 0.5, false));
        elements.add(element("c", null, 0.5, false));
        List<AuditVerdict.RuleResult> results = results(null, rule("share(constant) <= 25%", "method"));
        assertEquals(2, results.size());
        assertEquals(Collections.singletonMap("method", null), results.get(0).group());
        assertEquals("passed", results.get(0).status());
        assertResult("violated", "share(constant) is 0.5, must be <= 0.25: 'a'", results.get(1));
    }

    @Test
    void anElementIsComparedWithItsGroup() {
        elements.add(element("a", "lrp", 0.1, false));
        elements.add(element("b", "lrp", 0.1, false));
        elements.add(element("c", "lrp", 0.5, false));
        elements.add(element("d", "ig", 0.5, false));
        List<AuditVerdict.RuleResult> results = results(null, rule("gini <= 2 * median(gini)", "method"));
        assertEquals("passed", results.get(0).status());
        assertEquals(List.of("c"), results.get(1).ids());
        assertTrue(
                results.get(1).reason().startsWith("1 of 3 elements: gini is 0.5, must be <= 0.205 = 2 * median(gini)"),
                results.get(1).reason());
    }

    @Test
    void conditionsOfMetricsAreCounted() {
        for (int i = 0; i < 30; i++) {
            elements.add(element("e" + i, "lrp", i / 30.0, false));
        }
        AuditVerdict.RuleResult result =
                results(null, rule("count(gini >= 0.5) <= 3")).get(0);
        assertEquals(15, result.observed());
        assertEquals(15, result.offenders());
        assertTrue(result.reason().endsWith(": 'e29', 'e28', 'e27', 'e26', 'e25', …"), result.reason());
        assertEquals(0.5, results(null, rule("share(gini >= 0.5) <= 3")).get(0).observed());
    }

    @Test
    void filesAreNamed() {
        assertResult(
                "violated",
                "unreadable_files is 1, must be == 0: 'bad.parquet'",
                results(null, rule("unreadable_files == 0")).get(0));
    }

    @Test
    void idsThatElementsHaveInCommonAreNamed() {
        for (int i = 0; i < 8; i++) {
            elements.add(element("a", i < 5 ? "lrp" : "ig", 0.5, false));
        }
        repeated.put(List.of(), new TreeMap<>(Map.of(Group.ALL, new RepeatedIds(2, 6, List.of("a", "b")))));
        repeated.put(
                List.of("method"),
                new TreeMap<>(Map.of(new Group(List.of("lrp")), new RepeatedIds(1, 4, List.of("a")))));
        Rule all = rule("share(duplicate_id) <= 10%");
        Rule byMethod = rule("count(duplicate_id) == 0", "method");
        assertEquals(
                Set.of(List.of(), List.of("method")), RuleBook.idColumns(List.of(all, rule("count > 1"), byMethod)));
        List<AuditVerdict.RuleResult> results = results(null, all, byMethod);
        assertResult("violated", "share(duplicate_id) is 0.75, must be <= 0.1: 'a', 'b'", results.get(0));
        assertEquals(2, results.get(0).offenders());
        assertResult("passed", "count(duplicate_id) is 0, must be == 0", results.get(1));
        assertResult("violated", "count(duplicate_id) is 4, must be == 0: 'a'", results.get(2));
    }

    @Test
    void partsOfRepeatedIdsMergeInAnyOrderAndNameTheFirst() {
        List<RepeatedIds> parts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            parts.add(RepeatedIds.of("id" + (10 + i * 7 % 50), 2 + i % 3));
        }
        RepeatedIds sum = parts.stream().reduce(RepeatedIds.NONE, RepeatedIds::and);
        Collections.shuffle(parts, new Random(1));
        assertEquals(sum, parts.stream().reduce(RepeatedIds.NONE, RepeatedIds::and));
        assertEquals(50, sum.ids());
        assertEquals(149, sum.elements());
        assertEquals(20, sum.first().size());
        assertEquals("id10", sum.first().get(0));
        assertEquals("id29", sum.first().get(19));
    }

    @Test
    void withoutABaselineItsRulesAreSkipped() {
        elements.add(element("a", "lrp", 0.5, true));
        AuditVerdict.RuleResult result =
                results(null, rule("count >= 0.9 * baseline.count")).get(0);
        assertResult("skipped", "there is no baseline (--baseline names one)", result);
        assertNull(result.observed());
    }

    @Test
    void groupsThatOnlyOneSideHasAreTold() {
        elements.add(element("a", "lrp", 0.5, false));
        elements.add(element("b", "new", 0.5, false));
        Baseline before = baseline(List.of(element("x", "lrp", 0.5, false), element("y", "gone", 0.5, false)));
        List<AuditVerdict.RuleResult> counts = results(before, rule("count >= 0.9 * baseline.count", "method"));
        assertResult("violated", "count is 0, must be >= 0.9 = 0.9 * baseline.count", counts.get(0));
        assertEquals(Map.of("method", "gone"), counts.get(0).group());
        assertEquals("passed", counts.get(1).status());
        assertResult("skipped", "the baseline good has no method=new", counts.get(2));
        List<AuditVerdict.RuleResult> drift = results(before, rule("ks(gini) <= 0.1", "method"));
        assertEquals("skipped", drift.get(0).status());
        assertEquals("passed", drift.get(1).status());
        assertEquals(0, drift.get(1).observed());
        Baseline ungrouped = new Baseline("plain", ProfileDocument.of("SumReduction()", new Profiles(List.of())));
        assertResult(
                "skipped",
                "the baseline plain is not grouped by method",
                results(ungrouped, rule("ks(gini) <= 0.1", "method")).get(0));
    }

    @Test
    void anythingThatNoElementHasIsSkipped() {
        elements.add(element("a", "lrp", Double.NaN, false));
        assertEquals("skipped", results(null, rule("gini <= 1")).get(0).status());
        assertEquals("skipped", results(null, rule("mean(gini) <= 1")).get(0).status());
    }

    @Test
    void theOrderOfElementsChangesNothing() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            elements.add(element("e" + i, i % 3 == 0 ? "lrp" : "ig", random.nextInt(5) / 5.0, i % 7 == 0));
        }
        Rule[] rules = {
            rule("gini <= 0.5", "method"), rule("share(gini > 0.5) <= 0.1"), rule("count(constant) == 0", "method")
        };
        List<AuditVerdict.RuleResult> results = results(null, rules);
        Collections.shuffle(elements, random);
        assertEquals(results, results(null, rules));
        assertEquals(20, results.get(0).ids().size());
    }

    @Test
    void verdictsAddUp() {
        AuditVerdict.RuleResult warned = new AuditVerdict.RuleResult(
                "gini < 1", null, "warning", Map.of(), "violated", 1.0, 1.0, "", 1, List.of("a"));
        assertEquals(0, AuditVerdict.of(List.of(warned), false, null).exitCode());
        assertEquals("clean", AuditVerdict.of(List.of(warned), false, null).status());
        assertEquals(4, AuditVerdict.of(List.of(warned), true, null).exitCode());
        assertEquals("warnings", AuditVerdict.of(List.of(warned), true, null).status());
        AuditVerdict.RuleResult failed = new AuditVerdict.RuleResult(
                "gini < 1", null, "error", Map.of(), "violated", 1.0, 1.0, "", 1, List.of("a"));
        assertEquals(3, AuditVerdict.of(List.of(warned, failed), true, null).exitCode());
    }

    @Test
    void histogramsAreReadBackAsTheyWere() {
        elements.add(element("a", "lrp", 0.5, true));
        elements.add(element("b", null, 0.25, false));
        ProfileDocument document = ProfileDocument.of("SumReduction()", profiles(elements));
        ProfileDocument again = ProfileDocument.fromJson(document.toJson());
        assertEquals(document, again);
        assertEquals(
                document.toJson(),
                ProfileDocument.of("SumReduction()", again.profiles()).toJson());
    }
}
