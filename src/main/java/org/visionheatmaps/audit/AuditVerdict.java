package org.visionheatmaps.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.visionheatmaps.run.Json;

/**
 * What the rules say of a run, as {@code verdict.json} states it.
 *
 * @param format of this document
 * @param status {@code clean}, {@code warnings} (only of a strict audit) or {@code violated}
 * @param exitCode of the command
 * @param strict whether warnings count
 * @param errors the number of error rules that do not hold, each group by itself
 * @param warnings the number of warning rules that do not hold
 * @param baseline what was compared with: the run's name or the file; null without
 * @param rules in the order of the file, then of the groups
 */
@JsonPropertyOrder({"format", "status", "exitCode", "strict", "errors", "warnings", "baseline", "rules"})
public record AuditVerdict(
        String format,
        String status,
        int exitCode,
        boolean strict,
        long errors,
        long warnings,
        String baseline,
        List<RuleResult> rules) {
    /** The name of the file in a run. */
    public static final String FILE_NAME = "verdict.json";

    /** The status of a run in which nothing is wrong that would end the command with another code than 0. */
    public static final String CLEAN = "clean";

    /** The exit code of a command after which a rule of level error is violated. */
    public static final int VIOLATED = 3;

    /** The exit code of a command that is to be strict, after which a rule of level warning is violated. */
    public static final int WARNED = 4;

    private static final String FORMAT = "vision-heatmaps-audit-verdict/1";

    /**
     * @throws IllegalArgumentException if a part that later runs read is missing
     */
    public AuditVerdict {
        Json.required("status", status);
        rules = Json.required("rules", rules);
    }

    /** How a rule turned out. */
    public enum Outcome {
        PASSED,
        VIOLATED,
        /** It could not be looked at: without a baseline, say. */
        SKIPPED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * How one rule turned out in one group.
     *
     * @param check the comparison
     * @param name for people, or null
     * @param level {@code error} or {@code warning}
     * @param group by column; empty for the whole dataset
     * @param status {@code passed}, {@code violated} or {@code skipped}
     * @param observed the left side; for rules of elements, that of the element that is the farthest off; null if skipped
     * @param threshold the right side
     * @param reason in words
     * @param offenders how many elements do not hold the rule, or fulfil the one condition that it counts by; of a rule about
     *     unreadable files how many files, and of one about duplicate ids how many ids
     * @param ids of up to 20 of them, the worst first
     */
    @JsonPropertyOrder({
        "check",
        "name",
        "level",
        "group",
        "status",
        "observed",
        "threshold",
        "reason",
        "offenders",
        "ids"
    })
    public record RuleResult(
            String check,
            String name,
            String level,
            Map<String, String> group,
            String status,
            Double observed,
            Double threshold,
            String reason,
            long offenders,
            List<String> ids) {
        /**
         * @throws IllegalArgumentException if a part that later runs read is missing
         */
        public RuleResult {
            Json.required("check", check);
            Json.required("level", level);
            Json.required("status", status);
        }

        /** Whether the rule does not hold. */
        @JsonIgnore
        public boolean isViolated() {
            return status.equals(Outcome.VIOLATED.toString());
        }
    }

    /** The verdict of some results. */
    static AuditVerdict of(List<RuleResult> results, boolean strict, String baseline) {
        long errors = count(results, Rule.Level.ERROR);
        long warnings = count(results, Rule.Level.WARNING);
        boolean isWarned = strict && warnings > 0;
        return new AuditVerdict(
                FORMAT,
                errors > 0 ? "violated" : isWarned ? "warnings" : CLEAN,
                errors > 0 ? VIOLATED : isWarned ? WARNED : 0,
                strict,
                errors,
                warnings,
                baseline,
                List.copyOf(results));
    }

    private static long count(List<RuleResult> results, Rule.Level level) {
        return results.stream()
                .filter(result -> result.isViolated() && result.level().equals(level.toString()))
                .count();
    }

    /** This verdict as JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /** Reads a verdict back. */
    public static AuditVerdict fromJson(String json) {
        return Json.read(json, AuditVerdict.class, "the verdict of an audit");
    }
}
