package org.visionheatmaps.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.run.Numeral;

/**
 * Rules that are applied to one run: first a look at its elements ({@link #scan}), then the {@link #verdict}.
 */
public final class RuleBook {
    private static final int NAMED = 5;

    private final List<Rule> rules;
    private final Profiles current;
    private final Baseline baseline;
    private final List<String> unreadableFiles;
    private final Map<List<String>, SortedMap<Group, RepeatedIds>> repeatedIds;
    private final List<ElementScan.Selector> selectors = new ArrayList<>();
    /** By rule and condition; the condition is null for the rule's own elements. */
    private final Map<Wanted, Integer> places = new HashMap<>();

    private record Wanted(int rule, Condition condition) {}

    /**
     * @param rules whose columns are all among those of the profiles
     * @param current what was measured
     * @param baseline or null
     * @param unreadableFiles of the input, by name
     * @param repeatedIds by the columns of each rule that {@linkplain #idColumns counts them}, and by group
     */
    public RuleBook(
            List<Rule> rules,
            Profiles current,
            Baseline baseline,
            List<String> unreadableFiles,
            Map<List<String>, SortedMap<Group, RepeatedIds>> repeatedIds) {
        this.rules = List.copyOf(rules);
        this.current = current;
        this.baseline = baseline;
        this.unreadableFiles = List.copyOf(unreadableFiles);
        this.repeatedIds = Map.copyOf(repeatedIds);
        for (int r = 0; r < rules.size(); r++) {
            select(r);
        }
    }

    /** The columns that rules and an audit group by: the audit's, and then those that only rules name. */
    public static List<String> columns(List<Rule> rules, List<String> by) {
        LinkedHashSet<String> columns = new LinkedHashSet<>(by);
        rules.forEach(rule -> rule.by().stream()
                .filter(column -> !column.equals(Rule.EVERY_COLUMN))
                .forEach(columns::add));
        return List.copyOf(columns);
    }

    /** By which columns rules want ids to be different: each is the columns of one rule, or of several. */
    public static Set<List<String>> idColumns(List<Rule> rules) {
        return rules.stream().filter(Rule::isOfRepeatedIds).map(Rule::by).collect(Collectors.toSet());
    }

    /** The rules, with the columns of the audit in the place of {@code *}. */
    public static List<Rule> resolved(List<Rule> rules, List<String> by) {
        return rules.stream()
                .map(rule -> rule.by().contains(Rule.EVERY_COLUMN)
                        ? new Rule(rule.check(), rule.level(), by, rule.name())
                        : rule)
                .toList();
    }

    private void select(int r) {
        Rule rule = rules.get(r);
        if (rule.isOfElement()) {
            SortedMap<Group, Condition> conditions = new TreeMap<>();
            facts(rule)
                    .forEach((group, facts) ->
                            conditions.put(group, rule.condition().resolved(facts)));
            add(new Wanted(r, null), rule, conditions, true);
            return;
        }
        for (Condition condition : rule.conditions()) {
            SortedMap<Group, Condition> conditions = new TreeMap<>();
            facts(rule).keySet().forEach(group -> conditions.put(group, condition));
            add(new Wanted(r, condition), rule, conditions, false);
        }
    }

    private void add(Wanted wanted, Rule rule, SortedMap<Group, Condition> conditions, boolean picksViolations) {
        places.put(wanted, selectors.size());
        selectors.add(new ElementScan.Selector(current.places(rule.by()), conditions, picksViolations));
    }

    /** What each group of a rule is like; groups that only the baseline has are among them. */
    private SortedMap<Group, Facts> facts(Rule rule) {
        SortedMap<Group, Profile> now = current.by(rule.by());
        SortedMap<Group, Profile> before = baseline == null ? new TreeMap<>() : baseline.by(rule.by());
        SortedSet<Group> groups = new TreeSet<>(now.keySet());
        if (rule.needsBaseline()) {
            groups.addAll(before.keySet());
        }
        SortedMap<Group, RepeatedIds> repeated = repeatedIds.getOrDefault(rule.by(), new TreeMap<>());
        SortedMap<Group, Facts> facts = new TreeMap<>();
        for (Group group : groups) {
            Profile profile = now.getOrDefault(group, new Profile());
            facts.put(
                    group,
                    new Facts(
                            profile,
                            before.get(group),
                            absence(rule, group, before),
                            Map.of(),
                            repeated.getOrDefault(group, RepeatedIds.NONE),
                            unreadableFiles.size()));
        }
        return facts;
    }

    private String absence(Rule rule, Group group, SortedMap<Group, Profile> before) {
        if (baseline == null) {
            return "there is no baseline (--baseline names one)";
        }
        if (before.containsKey(group)) {
            return null;
        }
        return baseline.groupsBy(rule.by())
                ? "the baseline " + baseline.name() + " has no " + group.describe(rule.by())
                : "the baseline " + baseline.name() + " is not grouped by " + String.join(", ", rule.by());
    }

    /** What rules want to know of each element. */
    public ElementScan scan() {
        return new ElementScan(selectors);
    }

    /**
     * What the rules say.
     *
     * @param scan that has seen every element
     * @param strict whether warnings count
     */
    public AuditVerdict verdict(ElementScan scan, boolean strict) {
        List<AuditVerdict.RuleResult> results = new ArrayList<>();
        for (int r = 0; r < rules.size(); r++) {
            int index = r;
            facts(rules.get(r)).forEach((group, facts) -> results.add(result(index, group, facts, scan)));
        }
        return AuditVerdict.of(results, strict, baseline == null ? null : baseline.name());
    }

    private AuditVerdict.RuleResult result(int r, Group group, Facts facts, ElementScan scan) {
        Rule rule = rules.get(r);
        if (rule.needsBaseline() && facts.absence() != null) {
            return skipped(rule, group, facts.absence());
        }
        return rule.isOfElement()
                ? ofElements(rule, group, scan.found(places.get(new Wanted(r, null)), group))
                : ofAll(r, rule, group, facts, scan);
    }

    private static AuditVerdict.RuleResult ofElements(Rule rule, Group group, Offenders found) {
        Offenders.Found farthest = found.farthest();
        if (farthest == null) {
            return skipped(rule, group, "no element has the numbers that it compares");
        }
        String reason = found.picked() == 0
                ? "all " + found.seen() + " elements: " + rule.check() + "; the nearest is '" + farthest.id()
                        + "' with " + Numeral.of(farthest.left())
                : found.picked() + " of " + found.seen() + (found.seen() == 1 ? " element: " : " elements: ")
                        + observed(rule, farthest.left(), farthest.right()) + named(found);
        return result(rule, group, found.picked() > 0, farthest.left(), farthest.right(), reason, found);
    }

    private AuditVerdict.RuleResult ofAll(int r, Rule rule, Group group, Facts facts, ElementScan scan) {
        Map<Condition, Long> counted = new HashMap<>();
        Offenders found = new Offenders();
        List<Condition> conditions = rule.conditions();
        for (Condition condition : conditions) {
            Offenders fulfilling = scan.found(places.get(new Wanted(r, condition)), group);
            counted.put(condition, fulfilling.picked());
            found = conditions.size() == 1 ? fulfilling : found;
        }
        if (rule.isOfFiles()) {
            for (String file : unreadableFiles) {
                found.see(new Offenders.Found(file, 0, 0, 0), true);
            }
        }
        if (rule.isOfRepeatedIds() && conditions.isEmpty()) {
            found = Offenders.of(facts.repeatedIds().ids(), facts.repeatedIds().first());
        }
        Facts all = facts.with(counted);
        double left = rule.condition().left().value(all, null);
        double right = rule.condition().right().value(all, null);
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return skipped(rule, group, "no element has the numbers that it compares");
        }
        boolean holds = rule.condition().comparison().holds(left, right);
        return result(rule, group, !holds, left, right, observed(rule, left, right) + named(found), found);
    }

    /** {@code share(constant) is 0.03, must be <= 0.01}. */
    private static String observed(Rule rule, double left, double right) {
        Condition condition = rule.condition();
        boolean isPlain = condition.right() instanceof Expression.Constant;
        return condition.left() + " is " + Numeral.of(left) + ", must be " + condition.comparison() + " "
                + Numeral.of(right) + (isPlain ? "" : " = " + condition.right());
    }

    private static String named(Offenders found) {
        if (found.picked() == 0) {
            return "";
        }
        List<String> ids = found.ids().subList(0, Math.min(NAMED, found.ids().size()));
        return ": '" + String.join("', '", ids) + "'" + (found.picked() > ids.size() ? ", …" : "");
    }

    private static AuditVerdict.RuleResult skipped(Rule rule, Group group, String reason) {
        return new AuditVerdict.RuleResult(
                rule.check(),
                rule.name().orElse(null),
                rule.level().toString(),
                named(rule.by(), group),
                AuditVerdict.Outcome.SKIPPED.toString(),
                null,
                null,
                reason,
                0,
                List.of());
    }

    private static AuditVerdict.RuleResult result(
            Rule rule, Group group, boolean isViolated, double left, double right, String reason, Offenders found) {
        return new AuditVerdict.RuleResult(
                rule.check(),
                rule.name().orElse(null),
                rule.level().toString(),
                named(rule.by(), group),
                (isViolated ? AuditVerdict.Outcome.VIOLATED : AuditVerdict.Outcome.PASSED).toString(),
                finite(left),
                finite(right),
                reason,
                found.picked(),
                found.ids());
    }

    private static Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    static Map<String, String> named(List<String> columns, Group group) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            named.put(columns.get(c), group.values().get(c));
        }
        return named;
    }
}
