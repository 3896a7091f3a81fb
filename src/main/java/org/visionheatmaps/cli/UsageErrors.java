package org.visionheatmaps.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.visionheatmaps.text.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with the arguments: the message, the nearest name, and where the help is; not the help itself. */
final class UsageErrors {
    private UsageErrors() {}

    /** Prints the message and gives the exit code. */
    static int tell(ParameterException e) {
        CommandLine commandLine = e.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println(commandLine.getColorScheme().errorText(message(e)));
        err.println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(
                    e.getCommandLine().getCommandSpec(),
                    unmatched.getUnmatched().get(0));
        }
        return e.getMessage();
    }

    private static String unmatched(CommandSpec command, String argument) {
        if (argument.startsWith("-")) {
            String name = argument.replaceFirst("=.*", "");
            return "Unknown option '" + name + "'" + NearestName.hint(name, longNames(command));
        }
        Set<String> commands = command.subcommands().keySet();
        return commands.isEmpty()
                ? "Unexpected argument '" + argument + "'"
                : "Unknown command '" + argument + "'" + NearestName.hint(argument, commands) + " (there are: "
                        + String.join(", ", commands) + ")";
    }

    /** The names of a command's options that begin with two dashes. */
    static List<String> longNames(CommandSpec command) {
        List<String> names = new ArrayList<>(command.optionsMap().keySet());
        names.removeIf(name -> !name.startsWith("--"));
        return names;
    }
}
