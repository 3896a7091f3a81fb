package org.visionheatmaps.it;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the built distribution, and the project's scripts, as a user does: as processes. They are short, so they do without Java's second
 * compiler, and the program reads its classes from an archive: a third of the time.
 */
final class Distribution {
    private static final long LIMIT_MINUTES = 8;
    private static final Path HOME = Path.of(System.getProperty("visionheatmaps.distribution"));
    private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

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

    /** The command line of {@link #java}; the options come last of Java's, so they may undo ours. */
    static List<String> javaCommand(List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive(), "-Xlog:cds=off"));
        all.addAll(List.of("-Xlog:cds+dynamic=off", ONE_COMPILER));
        all.addAll(options);
        return command(all, arguments);
    }

    /** Java's archive of the classes that a rendering loads; whoever comes first makes it. */
    private static synchronized Path archive() throws IOException, InterruptedException {
        Path archive = HOME.resolveSibling("it-classes.jsa");
        try (FileChannel lock = FileChannel.open(
                        HOME.resolveSibling("it-classes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            if (!isNewer(archive, HOME.resolve("vision-heatmaps.jar")) && held.isValid()) {
                Path folder = Files.createTempDirectory("vision-heatmaps-it");
                Files.deleteIfExists(archive);
                Outcome outcome = run(command(
                        List.of(ONE_COMPILER, "-XX:ArchiveClassesAtExit=" + archive),
                        "demo",
                        "--sample",
                        sample().toString(),
                        "--output",
                        folder.resolve("demo").toString()));
                if (outcome.exitCode() != 0) {
                    throw new IllegalStateException(outcome.output());
                }
            }
        }
        return archive;
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }

    private static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(HOME.resolve("vision-heatmaps.jar").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    static Outcome run(List<String> command) throws IOException, InterruptedException {
        return run(command, Path.of(""), Map.of());
    }

    /** Runs a command in a folder, with more variables of its environment. */
    static Outcome run(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("vision-heatmaps-it", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("JDK_JAVA_OPTIONS", ONE_COMPILER);
        builder.environment().putAll(environment);
        builder.directory(folder.toAbsolutePath().toFile());
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
