package org.visionheatmaps.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.visionheatmaps.cli.config.ConfigFile;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs commands and keeps what they say. */
public final class Shell {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** The exit code of a command line. */
    public int run(String... arguments) {
        CommandLine commandLine = Main.commandLine(arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        return Main.execute(commandLine, arguments);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    /** The {@code render} command that arguments, and the files that they name, describe. */
    public static RenderCommand render(String... arguments) {
        CommandLine commandLine = Main.commandLine(arguments);
        commandLine.parseArgs(ConfigFile.merge(commandLine, Main::commandLine, arguments));
        return (RenderCommand)
                commandLine.getSubcommands().get("render").getCommandSpec().userObject();
    }
}
