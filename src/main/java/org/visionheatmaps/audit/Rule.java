package org.visionheatmaps.audit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that a dataset must be like.
 *
 * @param check the comparison, as it was written, in the grammar of the documentation
 * @param level how bad it is if it does not hold
 * @param by columns whose groups are looked at one by one; none for the whole dataset; {@code *} for those of the audit
 * @param name for people, or empty
 */
public record Rule(String check, Level level, List<String> by, Optional<String> name) {
    /** Stands for all columns that the audit groups by. */
    public static final String EVERY_COLUMN = "*";

    /** How bad it is if a rule does not hold. */
    public enum Level {
        /** The audit fails. */
        ERROR,
        /** The audit fails only if it is strict. */
        WARNING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws RuleSyntaxException if the check cannot be read
     * @throws IllegalArgumentException if it does not suit its groups
     */
    public Rule {
        check = check.strip();
        by = List.copyOf(by);
        Condition condition = RuleParser.parse(check);
        if (!by.isEmpty() && isOfFiles(condition)) {
            throw new IllegalArgumentException("A file belongs to no group: leave 'by' out of the rule " + check);
        }
        boolean isOfElement =
                condition.left().isOfElement() || condition.right().isOfElement();
        if (isOfElement && !countedConditions(condition).isEmpty()) {
            throw new IllegalArgumentException("A rule for each element cannot also count elements by a comparison: "
                    + check + "; count flags and outcomes, or make two rules");
        }
    }

    Condition condition() {
        return RuleParser.parse(check);
    }

    /** Whether the rule is about each element, rather than about all together. */
    boolean isOfElement() {
        Condition condition = condition();
        return condition.left().isOfElement() || condition.right().isOfElement();
    }

    /** Whether the rule counts files. */
    boolean isOfFiles() {
        return isOfFiles(condition());
    }

    private static boolean isOfFiles(Condition condition) {
        return Stream.of(condition.left(), condition.right()).anyMatch(Rule::isOfFiles);
    }

    private static boolean isOfFiles(Expression expression) {
        return expression instanceof Expression.UnreadableFiles
                || expression.parts().stream().anyMatch(Rule::isOfFiles);
    }

    /** Whether the rule counts elements that have their id in common with others. */
    boolean isOfRepeatedIds() {
        Condition condition = condition();
        return Stream.of(condition.left(), condition.right()).anyMatch(Rule::isOfRepeatedIds);
    }

    private static boolean isOfRepeatedIds(Expression expression) {
        return expression instanceof Expression.OfRepeatedIds
                || expression.parts().stream().anyMatch(Rule::isOfRepeatedIds);
    }

    /** Whether the rule compares with a baseline. */
    public boolean needsBaseline() {
        Condition condition = condition();
        return condition.left().needsBaseline() || condition.right().needsBaseline();
    }

    /** The conditions that this rule counts elements by. */
    List<Condition> conditions() {
        Condition condition = condition();
        return Stream.of(condition.left(), condition.right())
                .flatMap(Rule::counts)
                .distinct()
                .toList();
    }

    private static List<Condition> countedConditions(Condition condition) {
        return Stream.of(condition.left(), condition.right())
                .flatMap(Rule::counts)
                .filter(counted -> !counted.isInProfile())
                .toList();
    }

    private static Stream<Condition> counts(Expression expression) {
        return expression instanceof Expression.CountOf count
                ? Stream.of(count.condition())
                : expression.parts().stream().flatMap(Rule::counts);
    }
}
