package org.visionheatmaps.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The options of a command in its help: first those that most need, then the others under headings. Few options need none. */
public final class HelpSections implements IHelpSectionRenderer {
    /** What a heading stands over, by the longest names of options. */
    private static final Map<String, Pattern> HEADINGS = new LinkedHashMap<>();

    private static final int FEW = 16;

    static {
        add("Input", "input-.*|reader-option|partition-types|on-bad-file|where|dtype");
        add("Where objects are", "masks|masks-id|mask-.*|boxes|relative-boxes|topk|pointing-.*");
        add("Columns", ".*-column|carry");
        add("Photographs", "images?-.*|images|max-image-.*");
        add("Pipeline", "schemes|fitted|quantiles|unseen-group");
        add("Output", "table|writer-option|report|png.*|colorbar|panel|caption|sheet|box|viewer|gallery.*|seed");
        add("What cannot be drawn", "non-finite|bad-color|on-error|max-errors");
        add("Incremental runs", "incremental|checkpoint|rewritten|batch-files");
        add("Spark and this program", "partitions|master|metrics-file|verdict-file|quiet|verbose|help|version");
    }

    private HelpSections() {}

    private static void add(String heading, String names) {
        HEADINGS.put(heading, Pattern.compile("--(" + names + ")"));
    }

    /** Has all commands of a program show their options so. */
    public static void use(CommandLine program) {
        program.getSubcommands().values().forEach(command -> command.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new HelpSections()));
    }

    @Override
    public String render(Help help) {
        List<OptionSpec> shown = help.commandSpec().options().stream()
                .filter(option -> !option.hidden())
                .toList();
        if (shown.size() <= FEW) {
            return help.optionListExcludingGroups(shown);
        }
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        sections.put("", new ArrayList<>());
        HEADINGS.keySet().forEach(heading -> sections.put(heading, new ArrayList<>()));
        shown.forEach(option -> sections.get(heading(option)).add(option));
        StringBuilder text = new StringBuilder();
        sections.forEach((heading, options) -> {
            if (!options.isEmpty()) {
                text.append(heading.isEmpty() ? "" : help.createHeading("%n@|bold " + heading + "|@%n"))
                        .append(help.optionListExcludingGroups(options));
            }
        });
        return text.toString();
    }

    private static String heading(OptionSpec option) {
        return HEADINGS.entrySet().stream()
                .filter(heading ->
                        heading.getValue().matcher(option.longestName()).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
