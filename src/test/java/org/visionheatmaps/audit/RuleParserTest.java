package org.visionheatmaps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class RuleParserTest {
    private static Rule rule(String check, String... by) {
        return new Rule(check, Rule.Level.ERROR, List.of(by), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "finite_share >= 1",
                "share(constant) <= 0.01",
                "count >= 0.9 * baseline.count",
                "psi(value) <= 0.2",
                "ks(gini) <= 0.1",
                "max_abs <= 8 * median(max_abs)",
                "count(gini > 0.9) == 0",
                "share(non_finite) < 0.01",
                "quantile(value, 0.99) <= 2 * baseline.quantile(value, 0.99)",
                "mean(std) + 1 != -3",
                "unreadable_files == 0",
                "count(duplicate_id) == 0",
                "share(duplicate_id) <= 0.01",
                "spatial_js <= 3 * spatial_js_floor",
                "outer_share <= 2 * baseline.outer_share",
                "center_shift <= 0.1"
            })
    void aCheckIsReadAndPrintedAsItIs(String check) {
        assertEquals(check, RuleParser.parse(check).toString());
        assertEquals(
                check, RuleParser.parse("  " + check.replace(" ", "   ") + " ").toString());
    }

    @Test
    void signsBindAsUsual() {
        Condition condition = RuleParser.parse("2 + 3 * 4 - 10 / 5 >= (1 + 1) * 6%");
        assertEquals(12, condition.left().value(null, null));
        assertEquals(0.12, condition.right().value(null, null), 1e-15);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "finit_share >= 1            | 1  | did you mean 'finite_share'?",
                "share(constnt) <= 1         | 7  | did you mean 'constant'?",
                "share(non_finit) <= 1       | 7  | did you mean 'non_finite'?",
                "meen(gini) > 1              | 1  | did you mean 'mean'?",
                "mean(ginni) > 1             | 6  | did you mean 'gini'?",
                "gini 0.5                    | 6  | Expected a comparison (<=, >=, ==, !=, < or >), but found '0.5'",
                "gini <= 0.5 and more        | 13 | Expected the end of the rule, but found 'and more'",
                "gini <=                     | 8  | Expected a number, a metric or a function such as share(constant), but found the end",
                "value <= 3                  | 1  | use it in psi(value)",
                "mean(value) <= 3            | 6  | 'value' has quantiles only",
                "quantile(gini, 99) <= 3     | 16 | a fraction in [0, 1]",
                "share(count > 3) <= 1       | 7  | compares a metric of each element with a number",
                "baseline.gini <= 3          | 10 | The baseline has no 'gini'",
                "outer_shar > 0.5            | 1  | did you mean 'outer_share'?",
                "baseline.center_shift > 0.1 | 10 | The baseline has no 'center_shift'",
                "baseline.psi(gini) <= 3     | 10 | The baseline has no 'psi(gini)'",
                "baseline.count(gini > 1) < 2| 10 | The baseline counts only flags and outcomes",
                "duplicate_id == 0           | 1  | use it in count(duplicate_id)",
                "share(duplicat_id) <= 0     | 7  | did you mean 'duplicate_id'?",
                "baseline.count(duplicate_id) > 1 | 10 | The baseline has no 'count(duplicate_id)'",
                "share(constant <= 1         | 20 | Expected ')'"
            })
    void anErrorShowsItsPlaceAndTheNearestName(String check, int column, String message) {
        RuleSyntaxException e = assertThrows(RuleSyntaxException.class, () -> rule(check));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(column, e.column(), e.getMessage());
        assertTrue(e.getMessage().endsWith("\n  " + " ".repeat(column - 1) + "^"), e.getMessage());
    }

    @Test
    void aRuleIsOfElementsOrOfAll() {
        assertTrue(rule("max_abs <= 8 * median(max_abs)").isOfElement());
        assertFalse(rule("median(max_abs) <= 8").isOfElement());
        assertFalse(rule("share(gini > 0.9) <= 0.1").isOfElement());
        assertTrue(rule("count >= baseline.count").needsBaseline());
        assertFalse(rule("count >= 1").needsBaseline());
    }

    @Test
    void whatCannotGoTogetherIsSaid() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> rule("unreadable_files == 0", "method"))
                .getMessage()
                .startsWith("A file belongs to no group"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> rule("gini <= share(std > 1)"))
                .getMessage()
                .startsWith("A rule for each element cannot also count"));
    }
}
