package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What help shows of options, and in which order. */
@Tag("spark")
class HelpTest {
    private static final Pattern OPTION = Pattern.compile("(?m)^  (?:-\\w, |    )(--[\\w-]+)");

    private static String help(String command) {
        CommandLine line = Main.commandLine().getSubcommands().get(command);
        // Its examples have options too.
        line.getCommandSpec().usageMessage().footer();
        return line.getUsageMessage(Ansi.OFF);
    }

    private static List<String> options(String text) {
        return OPTION.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Test
    void theDozenThatMostNeedComesFirst() {
        String text = help("render");
        String first = text.substring(0, text.indexOf("\nInput\n"));
        assertEquals(
                Set.of(
                        "--input",
                        "--output",
                        "--format",
                        "--mode",
                        "--partition-by",
                        "--pipeline",
                        "--preset",
                        "--layout",
                        "--shape",
                        "--config"),
                Set.copyOf(options(first)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "fit", "audit", "inspect", "import", "sheet", "demo", "schemes"})
    void everyOptionIsShown(String command) {
        Set<String> expected = new TreeSet<>();
        CommandLine line = Main.commandLine().getSubcommands().get(command);
        line.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> expected.add(option.longestName()));
        assertEquals(expected, new TreeSet<>(options(help(command))));
    }

    @Test
    void headingsStandInOneOrder() {
        List<String> headings =
                List.of("Input", "Columns", "Photographs", "What cannot be drawn", "Spark and this program");
        for (String command : List.of("render", "fit")) {
            int at = 0;
            for (String heading : headings) {
                Matcher found = Pattern.compile("(?m)^" + heading + "$").matcher(help(command));
                assertTrue(found.find(at), heading + " of " + command);
                at = found.start();
            }
        }
    }
}
