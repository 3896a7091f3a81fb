package org.visionheatmaps.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the built distribution, and the project's scripts, as a user does: as processes. */
final class Distribution {
    private static final long LIMIT_MINUTES = 8;
    private static final Path HOME = Path.of(System.getProperty("visionheatmaps.distribution"));

    private Distribution() {}

    /** How a process ended. */
    record Outcome(int exitCode, String output) {}

    static Path home() {
        return HOME;
    }

    static Path sample() {
        return HOME.resolve("sample/attributions.parquet");
    }

    /** {@code java <options> -jar vision-heatmaps.jar <arguments>}. */
    static Outcome java(List<String> options, String... arguments) throws IOException, InterruptedException {
        return run(javaCommand(options, arguments));
    }

    /** The command line of {@link #java}. */
    static List<String> javaCommand(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(HOME.resolve("vision-heatmaps.jar").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    static Outcome run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("vision-heatmaps-it", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().remove("SPARK_HOME");
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(
                        "Still running after " + LIMIT_MINUTES + " minutes: " + command + "\n" + Files.readString(log));
            }
            return new Outcome(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }
}
