package org.visionheatmaps.cli;

import java.util.ArrayList;
import java.util.List;
import org.visionheatmaps.cli.config.LogConfiguration;
import org.visionheatmaps.cli.text.ExitCode;

/**
 * Runs several command lines one after the other, with {@value #THEN} between them. {@code scripts/vision-heatmaps prepare} has Java keep
 * the classes that they take. The first that fails ends the process with its exit code.
 */
public final class Rehearsal {
    private static final String THEN = ";";

    private Rehearsal() {}

    public static void main(String[] arguments) {
        LogConfiguration.choose();
        List<String> command = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(THEN)) {
                run(command);
                command.clear();
            } else {
                command.add(argument);
            }
        }
        run(command);
    }

    private static void run(List<String> command) {
        String[] arguments = command.toArray(String[]::new);
        int code = Main.execute(Main.commandLine(arguments), arguments);
        if (code != ExitCode.OK) {
            System.exit(code);
        }
    }
}
