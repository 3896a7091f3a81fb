package org.visionheatmaps.cli;

import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Options of every command that runs on Spark. */
final class SparkOptions {
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

    /** Where to say what goes on. */
    Console console(CommandLine commandLine) {
        return quiet
                ? new Console(commandLine.getErr(), Console.Audience.NOBODY)
                : Console.standard(commandLine.getErr());
    }

    /** Opens Spark, which takes some seconds. */
    SparkSession open(String command, Console console) {
        SparkSessions.Settings settings = SparkSessions.settings(master);
        console.say("Starting Spark (" + settings.master() + ") ...");
        return SparkSessions.open(settings, "vision-heatmaps " + command);
    }
}
