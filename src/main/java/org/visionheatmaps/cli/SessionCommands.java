package org.visionheatmaps.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.cli.config.ConfigFile;
import org.visionheatmaps.cli.text.UsageErrors;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.output.OutputOptions;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Commands called from within a session: options are parsed and checked as those of a command line, the job runs in the session, and what
 * it found is given as a value. Nothing is printed, and neither the process nor the session ends.
 *
 * <p>Options come by their names without leading dashes, each with its values: {@code "id-column" -> ["key"]}, {@code "strict" -> ["true"]}.
 */
public final class SessionCommands {
    /** They say where a command runs, what it prints and how its process ended: a session has that. */
    private static final List<String> NOT_IN_SESSIONS =
            List.of("--help", "--version", "--master", "--quiet", "--verbose", "--verdict-file");

    private final SparkSession session;

    public SessionCommands(SparkSession session) {
        this.session = session;
    }

    /** An option: its name without dashes before it, and what its help says. */
    public record Parameter(String name, String description) {}

    /**
     * What was drawn.
     *
     * @param report of all batches together; null if a series had no new files
     * @param pipeline as it was given
     * @param output where to
     */
    public record Rendered(RunReport report, String pipeline, OutputOptions output) {}

    /** The options of a command, in the order of its help. */
    public static List<Parameter> parameters(String command) {
        return options(Main.commandLine(command).getSubcommands().get(command)).stream()
                .map(option -> new Parameter(name(option), description(option)))
                .toList();
    }

    /**
     * Renders.
     *
     * @throws IllegalArgumentException if the options cannot be understood
     * @throws org.visionheatmaps.spark.run.JobFailedException if the data or the cluster failed the job
     */
    public Rendered render(Map<String, List<String>> options) throws IOException {
        return run("render", RenderCommand.class, options);
    }

    /** Fits and writes the file. Throws as {@link #render}. */
    public FitDocument fit(Map<String, List<String>> options) throws IOException {
        return run("fit", FitCommand.class, options);
    }

    /** Audits: a result for each run of a series, otherwise one. Throws as {@link #render}, not for what rules say. */
    public List<AuditJob.Result> audit(Map<String, List<String>> options) throws IOException {
        return run("audit", AuditCommand.class, options);
    }

    /** Compares two inputs. Throws as {@link #audit}. */
    public List<AuditJob.Result> compare(Map<String, List<String>> options) throws IOException {
        return List.of(run("compare", CompareCommand.class, options));
    }

    private <R, C extends SessionCommand<R>> R run(String name, Class<C> type, Map<String, List<String>> options)
            throws IOException {
        CommandLine main = Main.commandLine(name);
        main.setErr(new PrintWriter(Writer.nullWriter()));
        CommandLine command = main.getSubcommands().get(name);
        String[] arguments = {};
        try {
            arguments = arguments(command, options);
            main.parseArgs(ConfigFile.merge(main, Main::commandLine, arguments));
            return type.cast(command.getCommandSpec().userObject()).runIn(session);
        } catch (ParameterException e) {
            throw new IllegalArgumentException(UsageErrors.lines(e, arguments).toString(), e);
        }
    }

    private static String[] arguments(CommandLine command, Map<String, List<String>> options) {
        List<String> arguments = new ArrayList<>(List.of(command.getCommandName()));
        options.forEach((name, values) -> {
            OptionSpec option = command.getCommandSpec().findOption("--" + name);
            arguments.addAll(ConfigFile.arguments(command, option, values, "'" + name + "'"));
        });
        return arguments.toArray(String[]::new);
    }

    private static List<OptionSpec> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !NOT_IN_SESSIONS.contains(option.longestName()))
                .toList();
    }

    private static String name(OptionSpec option) {
        return option.longestName().substring(2);
    }

    private static String description(OptionSpec option) {
        return String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                .replace("%%", "%");
    }
}
