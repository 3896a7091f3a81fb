package org.visionheatmaps.cli.options;

import java.io.IOException;
import org.visionheatmaps.audit.PrometheusText;
import org.visionheatmaps.cli.config.TextFile;
import org.visionheatmaps.cli.text.ExitCode;
import picocli.CommandLine.Option;

/** Where a run's figures go for a monitor. */
public final class MetricsArguments {
    @Option(
            names = "--metrics-file",
            paramLabel = "FILE.prom",
            description = "Write the run's figures as Prometheus text, for the textfile collector of its node exporter;"
                    + " also when the run fails. The file is replaced at once.")
    private String file;

    /** A run that reports its figures. */
    public interface Run {
        /**
         * Does the work.
         *
         * @return the exit code and what is to be reported
         */
        Ended run() throws IOException;
    }

    /** Figures to be added once the exit code is known. */
    public interface Figures {
        void addTo(PrometheusText text);
    }

    /** The end of a run. */
    public record Ended(int exitCode, Figures figures) {}

    /** Runs, and writes the figures that it ended with, or that it failed. */
    public int reporting(String command, Run run) throws IOException {
        if (file == null) {
            return run.run().exitCode();
        }
        Ended ended;
        try {
            ended = run.run();
        } catch (IOException | RuntimeException failure) {
            try {
                write(command, new Ended(ExitCode.FAILED, text -> {}));
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        write(command, ended);
        return ended.exitCode();
    }

    private void write(String command, Ended ended) throws IOException {
        String name = file.replaceFirst("^.*[/\\\\]", "").replaceFirst("[.]prom$", "");
        PrometheusText text = new PrometheusText(command, name, ended.exitCode());
        ended.figures().addTo(text);
        new TextFile(file).write(text.toString());
    }
}
