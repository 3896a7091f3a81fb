package org.visionheatmaps.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.visionheatmaps.cli.config.ConfigFile;
import org.visionheatmaps.cli.config.LogConfiguration;
import org.visionheatmaps.cli.options.Converters;
import org.visionheatmaps.cli.options.VerdictArguments;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.Failures;
import org.visionheatmaps.cli.text.HelpSections;
import org.visionheatmaps.cli.text.UsageErrors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The main class, for {@code java -jar} and for {@code spark-submit}. */
@Command(
        name = "vision-heatmaps",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        description = {"Turns attribution tensors of vision models into heatmap PNGs, as an Apache Spark job.", ""},
        footer = {
            "",
            "@|bold Start here|@",
            "  vision-heatmaps demo                      render the sample and say where to look",
            "  vision-heatmaps inspect data.parquet      what is in a dataset, and how it would be read",
            "  vision-heatmaps render --input data.parquet --output heatmaps --format png",
            "  vision-heatmaps render --help             every option, with examples",
            "",
            "@|bold Exit codes|@",
            "  0  done   1  failed: the message says why   2  the arguments cannot be understood",
            "  3, 4  of audit and compare: the data is not as rules want it"
        })
public final class Main implements Callable<Integer> {
    /** The commands by name, in the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("render", RenderCommand::new);
        COMMANDS.put("import", ImportCommand::new);
        COMMANDS.put("fit", FitCommand::new);
        COMMANDS.put("audit", AuditCommand::new);
        COMMANDS.put("compare", CompareCommand::new);
        COMMANDS.put("sheet", SheetCommand::new);
        COMMANDS.put("inspect", InspectCommand::new);
        COMMANDS.put("schemes", SchemesCommand::new);
        COMMANDS.put("demo", DemoCommand::new);
    }

    @Spec
    private CommandSpec spec;

    Main() {}

    /** No command at all: shows what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** Runs a command. A clean end returns, as a cluster wants it; any other ends the process with its exit code. */
    public static void main(String[] arguments) {
        LogConfiguration.choose();
        CommandLine commandLine = commandLine(arguments);
        // Commands print through Lines to the streams as they are; what anything else prints or logs is guarded.
        commandLine.setOut(commandLine.getOut());
        commandLine.setErr(commandLine.getErr());
        LogConfiguration.guardStreams();
        int code = execute(commandLine, arguments);
        if (code != ExitCode.OK) {
            System.exit(code);
        }
    }

    /** Runs a command line, with the options of its configuration file. */
    public static int execute(CommandLine commandLine, String... arguments) {
        try {
            return commandLine.execute(ConfigFile.merge(commandLine, Main::commandLine, arguments));
        } catch (ParameterException e) {
            return misunderstood(e, arguments);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            CommandLine command = commandLine.getSubcommands().get(arguments[0]);
            return failed(e, command == null ? commandLine : command);
        }
    }

    private static int misunderstood(ParameterException e, String... arguments) {
        int code = UsageErrors.report(e, arguments);
        VerdictArguments.of(e.getCommandLine()).ifPresent(verdict -> verdict.or(arguments));
        return ended(e.getCommandLine(), code, UsageErrors.message(e, arguments));
    }

    private static int failed(Throwable failure, CommandLine command) {
        return ended(command, Failures.report(failure, command), Failures.message(failure));
    }

    /** Runs what was asked for. Word of how it ended is left when everything else is done, Spark's end included. */
    private static int run(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        if (command.isUsageHelpRequested() || command.isVersionHelpRequested()) {
            return new CommandLine.RunLast().execute(parsed);
        }
        try {
            VerdictArguments.of(command).ifPresent(VerdictArguments::begin);
        } catch (IllegalArgumentException e) {
            throw new ExecutionException(command, e.getMessage(), e);
        }
        return ended(command, new CommandLine.RunLast().execute(parsed), null);
    }

    /** The exit code; a command whose verdict cannot be written has failed. */
    private static int ended(CommandLine command, int exitCode, String reason) {
        Optional<VerdictArguments> verdict = VerdictArguments.of(command);
        try {
            if (verdict.isPresent()) {
                verdict.get().end(command.getCommandName(), exitCode, reason);
            }
            return exitCode;
        } catch (IOException e) {
            int code = Failures.report(new IOException("The verdict cannot be written: " + e.getMessage(), e), command);
            return exitCode == ExitCode.OK ? code : exitCode;
        }
    }

    /**
     * The commands, ready to parse. If the first argument names one, it alone is there: reading the options of all takes a fifth of a second.
     */
    public static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        if (arguments.length > 0 && COMMANDS.containsKey(arguments[0])) {
            commandLine.addSubcommand(COMMANDS.get(arguments[0]).get());
        } else {
            COMMANDS.values().forEach(command -> commandLine.addSubcommand(command.get()));
            commandLine.addSubcommand(new HelpCommand());
        }
        Converters.register(commandLine);
        HelpSections.use(commandLine);
        return commandLine
                .setExpandAtFiles(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(Main::misunderstood)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
                .setExecutionStrategy(Main::run);
    }
}
