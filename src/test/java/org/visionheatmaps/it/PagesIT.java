package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.Python;

/** The blocks of the pages run as they are written, but for those with a comment that says why not. {@code ReadmeIT} has the README's. */
@Tag("externals")
@Tag("spark")
class PagesIT {
    private static final Path PROJECT = Path.of(System.getProperty("visionheatmaps.project"));
    private static final int NOT_RUN = 17;
    private static final int RUN = 35;

    /** The object store of the pages, {@code s3a://lake}, is the folder {@code lake}. */
    private static Map<String, String> settings() {
        return Map.of(
                "spark.hadoop.fs.s3a.impl", LakeFolder.class.getName(),
                "spark.sql.streaming.checkpointFileManagerClass",
                        "org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager",
                "spark.sql.catalog.heatmaps", "org.visionheatmaps.sql.HeatmapCatalog",
                "spark.sql.shuffle.partitions", "2",
                "spark.driver.host", "127.0.0.1",
                "spark.ui.enabled", "false",
                "spark.master", "local[2]");
    }

    /** How PySpark starts its Java, with nothing but the jar. */
    private static String submitArguments() {
        StringBuilder arguments = new StringBuilder();
        settings().forEach((key, value) -> arguments
                .append("--conf ")
                .append(key)
                .append('=')
                .append(value)
                .append(' '));
        return arguments + "--driver-class-path store --jars target/vision-heatmaps-0.2.0.jar pyspark-shell";
    }

    private List<String> command(Path folder) throws IOException, URISyntaxException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(List.of(System.getProperty("visionheatmaps.spark.opens").split(" ")));
        settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PagesRunner.class.getName()));
        command.add(Python.require().toString());
        for (String script : List.of("blocks.py", "fixtures.py")) {
            command.add(Path.of(getClass().getResource("/pyspark/" + script).toURI())
                    .toString());
        }
        try (Stream<Path> pages = Files.list(PROJECT.resolve("src/site/markdown"))) {
            pages.map(Path::toString).sorted().forEach(command::add);
        }
        return command;
    }

    @Test
    void everyBlockRunsAsItIsWritten(@TempDir Path folder)
            throws IOException, InterruptedException, URISyntaxException {
        for (String part : List.of("scripts", "target", "src", "conf")) {
            Files.createSymbolicLink(folder.resolve(part), PROJECT.resolve(part));
        }
        // PySpark gets the object store and nothing else of the tests.
        Path store = Path.of(LakeFolder.class.getResource("LakeFolder.class").toURI());
        Path copy = folder.resolve("store").resolve(LakeFolder.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(copy.getParent());
        Files.copy(store, copy);
        Map<String, String> environment = Map.of(
                "PYSPARK_SUBMIT_ARGS",
                submitArguments(),
                "HF_HOME",
                folder.resolve("hub").toString());
        Distribution.Outcome outcome = Distribution.run(command(folder), folder, environment);
        assertEquals(0, outcome.exitCode(), outcome.output());
        List<String> lines = outcome.output().lines().toList();
        assertEquals(
                List.of(),
                lines.stream().filter(line -> line.startsWith("failed ")).toList(),
                outcome.output());
        List<String> notRun =
                lines.stream().filter(line -> line.startsWith("not run ")).toList();
        notRun.forEach(System.out::println);
        assertEquals(NOT_RUN, notRun.size(), "Blocks that no test runs: a new one needs a reason and this number");
        long run = lines.stream().filter(line -> line.startsWith("ran ")).count();
        assertTrue(run >= RUN, run + " blocks ran");
    }
}
