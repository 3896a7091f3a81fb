package org.visionheatmaps.cli.options;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.cli.config.SparkSessions;
import org.visionheatmaps.cli.text.Console;
import org.visionheatmaps.cli.text.Failures;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Options of every command that runs on Spark. */
public final class SparkOptions {
    @Option(
            names = "--master",
            paramLabel = "M",
            description = "Spark's master: local[*], spark://host:7077, yarn, k8s://... Default: spark.master of"
                    + " spark-submit or spark-defaults.conf, else local[*].")
    private String master;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing unless it fails.")
    private boolean quiet;

    @Option(names = Failures.VERBOSE, description = "Show the full trace of a failure.")
    @SuppressWarnings("unused") // Failures asks the parser.
    private boolean verbose;

    /** Of whoever calls the command from within Spark. */
    private Optional<SparkSession> caller = Optional.empty();

    /** Makes the command run in a session that is there already, and say nothing. */
    public void use(SparkSession session) {
        caller = Optional.of(session);
    }

    /** Where to say what goes on. */
    public Console console(CommandLine commandLine) {
        return quiet || caller.isPresent()
                ? new Console(commandLine.getErr(), Console.Audience.NOBODY)
                : Console.standard(commandLine.getErr());
    }

    /** Opens Spark, which takes some seconds, or takes the caller's session. */
    public OpenedSpark open(String command, Console console) {
        if (caller.isPresent()) {
            return new OpenedSpark(caller.get(), false);
        }
        SparkSessions.Settings settings = SparkSessions.settings(master);
        if (isBlindToLetters(System.getProperty("native.encoding"))) {
            console.say("Warning: the locale is one of ASCII alone (" + System.getProperty("native.encoding")
                    + "): files whose names have other letters are not seen. LC_ALL=C.UTF-8 shows them.");
        }
        console.say("Starting Spark (" + settings.master() + ") ...");
        return new OpenedSpark(SparkSessions.open(settings, "vision-heatmaps " + command), true);
    }

    /** Whether Java leaves files out of listings since their names cannot be written in the locale's encoding. */
    public static boolean isBlindToLetters(String encoding) {
        return encoding != null
                && (encoding.startsWith("ANSI_X3.4") || encoding.equals("US-ASCII") || encoding.equals("646"));
    }
}
