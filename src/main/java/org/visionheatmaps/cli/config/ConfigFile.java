package org.visionheatmaps.cli.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.visionheatmaps.cli.text.UsageErrors;
import org.visionheatmaps.text.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options of a command from a YAML file: they become arguments before those of the command line, without those that the command line
 * gives itself. Every command with an option {@value #OPTION} takes such files.
 */
public final class ConfigFile {
    public static final String OPTION = "--config";

    private static final String RULES = "--rules";

    /** An option of the command line that also displaces others of the file. */
    private static final Map<String, List<String>> DISPLACES = Map.of(
            "--pipeline", List.of("--preset", "--fitted"),
            "--preset", List.of("--pipeline", "--fitted"),
            "--fitted", List.of("--pipeline", "--preset"),
            "--max-errors", List.of("--on-error"));

    private static final List<String> NOT_IN_FILES = List.of(OPTION, "--help", "--version");

    private ConfigFile() {}

    /**
     * The arguments with those of the file that {@code --config} names, if it is there.
     *
     * @param commandLine with the command that the arguments begin with
     * @param all gives a command line with all commands, of which a message may name the one that has an option
     * @throws ParameterException if the file cannot be read, or has a key that is no option
     */
    public static String[] merge(CommandLine commandLine, Supplier<CommandLine> all, String... arguments) {
        CommandLine command =
                arguments.length == 0 ? null : commandLine.getSubcommands().get(arguments[0]);
        String file = command == null || !takesFiles(command) ? null : file(arguments);
        if (file == null) {
            return arguments;
        }
        Set<String> given = given(command, arguments);
        List<String> merged = new ArrayList<>(List.of(arguments[0]));
        for (YamlOptions.Entry entry : read(command, file)) {
            OptionSpec option = option(command, all, file, entry);
            if (!given.contains(option.longestName())) {
                merged.addAll(
                        arguments(command, option, entry.values(), entry.place(file) + ": '" + entry.key() + "'"));
            }
        }
        merged.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        return merged.toArray(String[]::new);
    }

    private static boolean takesFiles(CommandLine command) {
        return command.getCommandSpec().findOption(OPTION) != null;
    }

    private static String file(String... arguments) {
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                return arguments[i].substring(OPTION.length() + 1);
            }
            if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                return arguments[i + 1];
            }
        }
        return null;
    }

    /** The long names of the options that the command line gives, and of those that they displace. */
    private static Set<String> given(CommandLine command, String... arguments) {
        Set<String> given = new LinkedHashSet<>();
        for (String argument : arguments) {
            String name = argument.replaceFirst("(?s)=.*", "");
            OptionSpec option =
                    argument.startsWith("-") ? command.getCommandSpec().findOption(name) : null;
            if (option != null) {
                given.add(option.longestName());
                given.addAll(DISPLACES.getOrDefault(option.longestName(), List.of()));
            }
        }
        return given;
    }

    private static List<YamlOptions.Entry> read(CommandLine command, String file) {
        try {
            return YamlOptions.read(file);
        } catch (IllegalArgumentException e) {
            if (command.getCommandSpec().findOption(RULES) != null && RulesFile.isOne(file)) {
                throw new ParameterException(
                        command,
                        "'" + file + "' has rules, not options: give it to " + RULES + ", or name it in a file of"
                                + " options as 'rules: " + file + "'",
                        e);
            }
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    private static OptionSpec option(
            CommandLine command, Supplier<CommandLine> all, String file, YamlOptions.Entry entry) {
        List<String> names = new ArrayList<>(UsageErrors.longNames(command.getCommandSpec()));
        names.removeAll(NOT_IN_FILES);
        String name = "--" + entry.key().replaceFirst("^-+", "");
        if (!names.contains(name)) {
            names.replaceAll(known -> known.substring(2));
            throw new ParameterException(
                    command,
                    entry.place(file) + ": unknown key '" + entry.key() + "'"
                            + elsewhere(all, name)
                                    .map(other -> ": an option of " + other + ", not of " + command.getCommandName())
                                    .orElseGet(() -> NearestName.hint(name.substring(2), names)));
        }
        return command.getCommandSpec().findOption(name);
    }

    /** Another command that takes files and has the option. */
    private static Optional<String> elsewhere(Supplier<CommandLine> all, String name) {
        return NOT_IN_FILES.contains(name)
                ? Optional.empty()
                : all.get().getSubcommands().values().stream()
                        .filter(other ->
                                takesFiles(other) && other.getCommandSpec().findOption(name) != null)
                        .map(CommandLine::getCommandName)
                        .findFirst();
    }

    /**
     * The arguments that give an option some values: none for a flag that is false, and without values.
     *
     * @param named what messages call the option
     * @throws ParameterException if there are too many, or a flag is neither true nor false
     */
    public static List<String> arguments(CommandLine command, OptionSpec option, List<String> values, String named) {
        String name = option.longestName();
        if (option.arity().max() == 0) {
            return switch (values.isEmpty() ? "false" : values.get(0)) {
                case "true" -> List.of(name);
                case "false" -> List.of();
                default -> throw new ParameterException(command, named + " is true or false, but got " + values);
            };
        }
        if (option.isMultiValue() && option.splitRegex().isEmpty()) {
            return values.stream().map(value -> name + "=" + value).toList();
        }
        if (values.size() > 1 && !option.isMultiValue()) {
            throw new ParameterException(command, named + " takes one value, but got " + values);
        }
        return values.isEmpty() ? List.of() : List.of(name + "=" + String.join(",", values));
    }
}
