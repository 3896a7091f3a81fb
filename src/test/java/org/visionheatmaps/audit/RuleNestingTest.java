package org.visionheatmaps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Rules from anybody: they are rules, or they are refused with a place. */
@Tag("fast")
class RuleNestingTest {
    @Property(tries = 100)
    void moreOperatorsThanTheLimitAreRefusedWithTheLimit(@ForAll @IntRange(min = 101, max = 20_000) int times) {
        for (String part : List.of("-", "(", "(-", "count(", "share(count(", "1 + ", "1 * ", "gini / ", "(1 - ")) {
            String text = "count >= " + part.repeat(times);
            RuleSyntaxException refused = assertThrows(RuleSyntaxException.class, () -> RuleParser.parse(text), part);
            assertTrue(refused.getMessage().startsWith("A rule has at most 100 operators"), refused.getMessage());
            assertTrue(refused.getMessage().length() < 1000, part);
        }
    }

    @Example
    void aRuleOfAHundredOperatorsIsReadAndEvaluated() {
        Condition check = RuleParser.parse("count >= 1" + " + 1".repeat(100));
        assertEquals(101, check.right().value(null, null));
        assertEquals(
                1, RuleParser.parse("count >= " + "-".repeat(100) + "1").right().value(null, null));
    }

    @Provide
    Arbitrary<String> soups() {
        return Arbitraries.of(
                        "(",
                        ")",
                        "-",
                        "+",
                        "*",
                        "/",
                        "%",
                        ".",
                        ",",
                        "<=",
                        "==",
                        "<",
                        " ",
                        "\n",
                        "1",
                        ".5",
                        "1e999",
                        "baseline",
                        "count",
                        "share",
                        "gini",
                        "value",
                        "quantile",
                        "psi",
                        "median",
                        "constant",
                        "duplicate_id",
                        "unreadable_files",
                        "\u001b",
                        "\u202e",
                        "é")
                .list()
                .ofMaxSize(40)
                .map(parts -> parts.stream().collect(Collectors.joining()));
    }

    @Property
    void anyTextIsARuleOrASyntaxError(@ForAll("soups") String text) {
        try {
            RuleParser.parse(text);
        } catch (RuleSyntaxException e) {
            assertEquals(3, e.getMessage().lines().count(), e.getMessage());
            assertTrue(e.getMessage().chars().allMatch(c -> c == '\n' || !Character.isISOControl(c)), e.getMessage());
        }
    }

    @Example
    void aRuleThatOnceOverflowedTheStackIsRefused() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/crashers/rule-1.txt"));
        assertThrows(RuleSyntaxException.class, () -> RuleParser.parse(text));
    }
}
