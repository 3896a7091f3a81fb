package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.cli.config.ConfigFile;
import org.visionheatmaps.cli.config.RulesFile;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Transforms;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/**
 * Command lines, options, pipelines and rules that the README and the pages name, in blocks and within sentences: the program
 * understands each. Nothing is run. Texts with an ellipsis or a placeholder need not be complete.
 */
@Tag("fast")
class DocumentedTextsTest {
    private static final Pattern PIPELINE = Pattern.compile("(?s).*\\|>.*|[A-Z]\\w*\\(.*\\)");
    private static final Pattern STEP = Pattern.compile("\\b([A-Z]\\w*)\\(");
    /** Quoted texts of a block that are pipelines. */
    private static final Pattern QUOTED = Pattern.compile("'([^'\n]*\\|>[^'\n]*)'");
    /** A word in the place of an argument, as in {@code Clip(lower, upper)}: neither a name before "=", nor a symbol, nor a flag. */
    private static final Pattern ARGUMENT_NAME =
            Pattern.compile("[(,] *(?!true\\b|false\\b)(:scheme|[a-z]\\w*) *(?=[,)])");
    /** A value to be replaced: {@code PATH}, {@code KEY=VALUE}, {@code orc|avro}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z][A-Z=,_]*(\\.[a-z]+)?…?|.*[|…<].*");

    /** Words after a wide gap that no # makes a comment. */
    private static final Pattern UNMARKED = Pattern.compile("^[^#]*\\S {4,}[^#\\s-]");

    private static final Pattern RULE = Pattern.compile("[a-z][\\w.]*(\\(.*\\))? *(<=|>=|==|!=|<|>) *[^/>]+");
    private static final Pattern EXAMPLE = Pattern.compile("[a-z] <= [a-z]");

    /** Methods of {@code ResizeToImage}, and what other programs call. */
    private static final Set<String> NO_STEPS =
            Set.of("Lanczos", "Linear", "Cubic", "Nearest", "TIMESTAMP", "VisualizeImageGrayscale");
    /** Of {@code spark-submit}. */
    private static final Set<String> OPTIONS_OF_SPARK =
            Set.of("--jars", "--packages", "--conf", "--class", "--files", "--deploy-mode");
    /** Of the script {@code vision-heatmaps} itself. */
    private static final String PREPARE = "prepare";

    private static final CommandLine MAIN = Main.commandLine();
    private static final Set<String> COMMANDS = MAIN.getSubcommands().keySet();
    private static final Set<String> STEPS = Transforms.registered().names();

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> pages = Files.list(Path.of("src/site/markdown"))) {
            pages.filter(page -> page.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    /** What was looked at, and what is wrong with it. */
    private static final class Findings {
        private final List<String> faults = new ArrayList<>();
        private int commandLines;
        private int options;
        private int pipelines;
        private int rules;

        void page(String label, String text) {
            Markdown page = Markdown.parse(text);
            page.blocks().forEach(block -> check(label, block.text(), () -> block(block)));
            page.spans().forEach(span -> check(label, span, () -> span(span)));
        }

        private void check(String label, String text, Runnable check) {
            try {
                check.run();
            } catch (IllegalArgumentException | ParameterException e) {
                faults.add(label + ": " + text.strip() + "\n  " + e.getMessage());
            }
        }

        private void block(Markdown.Block fenced) {
            require(!fenced.language().equals("indented"), "Blocks are fenced, with their language");
            String block = fenced.text();
            QUOTED.matcher(block).results().map(quoted -> quoted.group(1)).forEach(this::pipeline);
            if (block.startsWith("rules:")) {
                rules(block);
            } else if (block.startsWith("- check:")) {
                rules("rules:\n" + block);
            }
            for (String line : Markdown.commandLines(block)) {
                List<String> words = Markdown.words(line.replaceFirst("^# (?=vision-heatmaps )", ""));
                int command = command(words);
                if (command >= 0) {
                    commandLines++;
                    require(!UNMARKED.matcher(line).find(), "A comment begins with #");
                    commandLine(words.get(command), words.subList(command + 1, words.size()), line.contains("…"));
                }
            }
        }

        private void span(String span) {
            List<String> words = Markdown.words(span);
            if (PIPELINE.matcher(span).matches()) {
                pipeline(span);
            } else if (span.startsWith("--")) {
                options++;
                optionsOfAnyCommand(words);
            } else if (command(words) >= 0 && words.stream().anyMatch(word -> word.startsWith("--"))) {
                commandLines++;
                int command = command(words);
                commandLine(words.get(command), words.subList(command + 1, words.size()), true);
            } else if (RULE.matcher(span).matches() && !EXAMPLE.matcher(span).matches()) {
                rules("rules:\n- check: '" + span + "'");
            }
        }

        private void rules(String text) {
            rules += RulesFile.parse("rules", text).size();
        }

        /** Whole pipelines, and parts of them that begin or end with an arrow. */
        private void pipeline(String text) {
            pipelines++;
            for (MatchResult step : STEP.matcher(text).results().toList()) {
                require(
                        STEPS.contains(step.group(1)) || NO_STEPS.contains(step.group(1)),
                        "There is no step " + step.group(1));
            }
            String steps = text.replaceFirst("^…? *\\|> *", "").replaceFirst(" *\\|> *…?$", "");
            boolean isWhole = steps.chars().filter(c -> c == '(').count()
                            == steps.chars().filter(c -> c == ')').count()
                    && steps.contains("(");
            if (isWhole
                    && !steps.contains("…")
                    && !ARGUMENT_NAME.matcher(steps).find()
                    && !NO_STEPS.contains(steps.replaceFirst("\\(.*", ""))
                    && !steps.contains(":house")) {
                parse(steps);
            }
        }

        /** Parses steps that take channels, or scalars, or colours. */
        private static void parse(String steps) {
            IllegalArgumentException fault = null;
            for (String before : List.of("", "SumReduction() |> ", "SumReduction() |> ExtremaColormap() |> ")) {
                try {
                    Pipeline.parse(before + steps);
                    return;
                } catch (IllegalArgumentException e) {
                    fault = fault == null ? e : fault;
                }
            }
            throw fault;
        }
    }

    /** Where the command stands in a command line of this program, as scripts, {@code spark-submit} and sentences have it; or -1. */
    private static int command(List<String> words) {
        if (words.isEmpty()) {
            return -1;
        }
        String program = words.get(0);
        if (program.matches("(.*/)?vision-heatmaps")) {
            return words.size() > 1
                            && !words.get(1).equals(PREPARE)
                            && !words.get(1).startsWith("--")
                    ? 1
                    : -1;
        }
        if (program.equals("spark-submit")) {
            return words.indexOf(
                    words.stream().filter(COMMANDS::contains).findFirst().orElse(""));
        }
        return words.size() > 1 && COMMANDS.contains(program) && words.get(1).matches("--.*|…") ? 0 : -1;
    }

    private static void optionsOfAnyCommand(List<String> words) {
        List<String> names = words.stream()
                .filter(word -> word.startsWith("--"))
                .map(word -> word.replaceFirst("=.*", ""))
                .toList();
        if (OPTIONS_OF_SPARK.containsAll(names)) {
            return;
        }
        List<String> having = COMMANDS.stream()
                .filter(command -> names.stream().allMatch(name -> spec(command).findOption(name) != null))
                .toList();
        require(!having.isEmpty(), "No command has " + names);
        ParameterException fault = null;
        for (String command : having) {
            try {
                commandLine(command, words, true);
                return;
            } catch (ParameterException e) {
                fault = e;
            }
        }
        throw fault;
    }

    private static CommandLine.Model.CommandSpec spec(String command) {
        return MAIN.getSubcommands().get(command).getCommandSpec();
    }

    /** Parses the arguments of a command; those of a part of a command line need not be all that it needs. */
    private static void commandLine(String command, List<String> words, boolean isPart) {
        require(COMMANDS.contains(command), "There is no command " + command);
        CommandLine parser = MAIN.getSubcommands().get(command);
        List<String> arguments = new ArrayList<>(List.of(command));
        boolean hasPlaceholder = false;
        for (String word : words) {
            boolean isPlaceholder = PLACEHOLDER.matcher(word).matches();
            hasPlaceholder |= isPlaceholder;
            boolean isFile = arguments.get(arguments.size() - 1).equals(ConfigFile.OPTION);
            if (!word.equals("…") || parser.getCommandSpec().findOption(arguments.get(arguments.size() - 1)) != null) {
                arguments.add(isFile ? "conf/" + Path.of(word).getFileName() : word);
            }
        }
        if (hasPlaceholder) {
            for (String argument : arguments) {
                String name = argument.replaceFirst("=.*", "");
                require(
                        !name.matches("--?[a-z].*") || parser.getCommandSpec().findOption(name) != null,
                        command + " has no option " + name);
            }
            return;
        }
        MAIN.getCommandSpec().parser().collectErrors(true);
        parser.getCommandSpec().parser().collectErrors(true);
        CommandLine.ParseResult parsed =
                MAIN.parseArgs(ConfigFile.merge(MAIN, () -> MAIN, arguments.toArray(String[]::new)));
        List<Exception> errors = new ArrayList<>(parsed.errors());
        errors.addAll(parsed.subcommand().errors());
        for (Exception error : errors) {
            if (!(isPart && error instanceof MissingParameterException)) {
                throw new IllegalArgumentException(error.getMessage(), error);
            }
        }
    }

    private static void require(boolean condition, String fault) {
        if (!condition) {
            throw new IllegalArgumentException(fault);
        }
    }

    @Test
    void theProgramUnderstandsWhatThePagesSay() throws IOException {
        Findings findings = new Findings();
        for (Path document : documents()) {
            findings.page(document.toString(), Files.readString(document));
        }
        assertEquals("", String.join("\n", findings.faults));
        assertTrue(findings.commandLines >= 50, findings.commandLines + " command lines");
        assertTrue(findings.options >= 150, findings.options + " options");
        assertTrue(findings.pipelines >= 120, findings.pipelines + " pipelines");
        assertTrue(findings.rules >= 8, findings.rules + " rules");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Give `--colourbar right`.",
                "Give `--colorbar sideways`.",
                "Give `sheet --pipeline x`.",
                "Give `render … --colourbar right`.",
                "Use `FlipImages()`.",
                "Use `… |> FlipImages()`.",
                "Use `PercentileClip(2, 3)`.",
                "| `SumReduction() \\|> ExtremaColormap(:batlo)` |",
                "A rule: `count(constants) == 0`.",
                "```sh\nscripts/vision-heatmaps render --input a --output\n```\n",
                "```sh\nvision-heatmaps renders --input a --output b\n```\n",
                "```sh\nspark-submit --class x y.jar \\\n    render --input a --output b --formt png\n```\n",
                "```sh\nvision-heatmaps audit --input a --output b --byy c\n```\n",
                "```python\nspark.sql(\"SELECT png(a, 'Sum() |> FlipImage()')\")\n```\n",
                "```sh\nvision-heatmaps schemes        lists all\n```\n",
                "```yaml\nrules:\n  - check: finite_shar >= 1\n```\n",
                "Text\n\n    vision-heatmaps schemes\n",
            })
    void textsThatTheProgramDoesNotUnderstandAreFound(String page) {
        Findings findings = new Findings();
        findings.page("page", page);
        assertEquals(1, findings.faults.size(), findings.faults::toString);
    }
}
