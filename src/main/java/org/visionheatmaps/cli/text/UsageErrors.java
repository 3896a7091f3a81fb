package org.visionheatmaps.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.visionheatmaps.text.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports what is wrong with the arguments: the message, the nearest name, and where the help is; not the help itself. */
public final class UsageErrors {
    private UsageErrors() {}

    /** Prints the message and gives the exit code. */
    public static int report(ParameterException e, String... arguments) {
        CommandLine commandLine = e.getCommandLine();
        lines(e, arguments)
                .decorated(line -> commandLine.getColorScheme().errorText(line).toString())
                .add("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.")
                .print(commandLine.getErr());
        return ExitCode.USAGE;
    }

    /** What is wrong, in a sentence. */
    public static String message(ParameterException e, String... arguments) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        return unmatched(e, arguments).map(name -> unknown(command, name)).orElse(e.getMessage());
    }

    /** The same, ready to be shown. */
    public static Lines lines(ParameterException e, String... arguments) {
        return new Lines().addMessage(message(e, arguments), e);
    }

    /** The first argument that is not known; what seems to be missing may only be misspelt. */
    private static Optional<String> unmatched(ParameterException e, String... arguments) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched().stream().findFirst();
        }
        CommandSpec command = e.getCommandLine().getCommandSpec();
        return e instanceof MissingParameterException
                ? Arrays.stream(arguments)
                        .filter(argument -> argument.startsWith("--") && command.findOption(name(argument)) == null)
                        .findFirst()
                : Optional.empty();
    }

    private static String unknown(CommandSpec command, String argument) {
        if (argument.startsWith("-")) {
            String name = name(argument);
            return "Unknown option '" + name + "'" + NearestName.hint(name, longNames(command));
        }
        Set<String> commands = command.subcommands().keySet();
        return commands.isEmpty()
                ? "Unexpected argument '" + argument + "'"
                : "Unknown command '" + argument + "'" + NearestName.hint(argument, commands) + " (there are: "
                        + String.join(", ", commands) + ")";
    }

    private static String name(String argument) {
        return argument.replaceFirst("(?s)=.*", "");
    }

    /** The names of a command's options that begin with two dashes. */
    public static List<String> longNames(CommandSpec command) {
        List<String> names = new ArrayList<>(command.optionsMap().keySet());
        names.removeIf(name -> !name.startsWith("--"));
        return names;
    }
}
