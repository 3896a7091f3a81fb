package org.visionheatmaps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Python with the packages of {@code scripts/requirements-test.txt}, for tests with other people's libraries. */
public final class Python {
    private static final String VARIABLE = "VISION_HEATMAPS_PYTHON";

    private Python() {}

    /** The interpreter that the environment names; a test without one is skipped. */
    public static Path require() {
        String python = System.getenv(VARIABLE);
        Externals.require(
                python != null && !python.isBlank(),
                VARIABLE + " names no Python with the packages of scripts/requirements-test.txt");
        return Path.of(python);
    }

    /**
     * Runs a program; its failure is the test's.
     *
     * @param script the text of the program
     * @return what it prints
     */
    public static String run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(require().toString(), "-c", script));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("python", ".log");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new AssertionError("Python ended with " + exitCode + ":\n" + output + Files.readString(errors));
            }
            return output;
        } finally {
            Files.delete(errors);
        }
    }
}
