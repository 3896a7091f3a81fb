package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.Externals;
import org.visionheatmaps.Python;

/** Heatmaps in Delta and Iceberg tables, written with their own runtimes, read back with them and with their Python libraries. */
@Tag("externals")
@Tag("spark")
class LakeTablesIT {
    private static final String PIXELS =
            """
            import io, sys
            from PIL import Image
            def end(table):
                rows = table.to_pylist()
                sums = sorted((row["id"], sum(Image.open(io.BytesIO(row["heatmap"]["bytes"])).convert("RGB").tobytes()))
                              for row in rows)
                print(len(rows), sums)
            """;

    @TempDir
    static Path folder;

    private static String output;

    @BeforeAll
    static void draw() throws IOException, InterruptedException {
        try (Stream<Path> jars = Files.list(Distribution.home().resolve("jars"))) {
            Externals.require(
                    jars.anyMatch(jar -> jar.getFileName().toString().startsWith("spark-sql_2.13-4.1.")),
                    "The runtimes are those for Spark 4.1");
        }
        Distribution.Outcome outcome = Distribution.run(command());
        assertEquals(0, outcome.exitCode(), outcome.output());
        output = outcome.output();
    }

    @Test
    void aTableIsMadeOnceAndAppendedTo() throws IOException {
        assertEquals(
                Collections.nCopies(4, "rows 32 methods 4"),
                output.lines().filter(line -> line.startsWith("rows ")).toList(),
                output);
        for (String report : List.of("delta.report", "iceberg.report")) {
            assertTrue(Files.readString(folder.resolve(report).resolve("_report.json"))
                    .contains("\"rendered\" : "));
        }
        try (Stream<Path> names = Files.walk(folder)) {
            assertTrue(
                    names.noneMatch(name -> name.getFileName().toString().startsWith(".vision-heatmaps-")),
                    "nothing is left over");
        }
    }

    @Test
    void tablesThatWereChangedAreReadAsTheyAre() {
        assertEquals(
                LakeTableInputs.EXPECTED,
                output.lines().filter(line -> line.startsWith("drawn ")).toList(),
                output);
    }

    @Test
    void thePythonLibrariesOfBothFindTheSamePictures() throws IOException, InterruptedException {
        Python.require();
        String delta = Python.run(
                PIXELS
                        + """
                from deltalake import DeltaTable
                end(DeltaTable(sys.argv[1]).to_pyarrow_table())
                """,
                folder.resolve("delta").toString());
        assertTrue(delta.startsWith("32 "), delta);
        String iceberg = Python.run(
                PIXELS
                        + """
                import glob
                from pyiceberg.table import StaticTable
                metadata = sorted(glob.glob(sys.argv[1] + "/metadata/v*.metadata.json"))[-1]
                end(StaticTable.from_metadata(metadata).scan().to_arrow())
                """,
                folder.resolve("warehouse/db/heatmaps").toString());
        assertEquals(delta, iceberg);
    }

    private static List<String> command() throws IOException {
        List<String> path = new ArrayList<>();
        path.add(Path.of(System.getProperty("visionheatmaps.project"), "target/test-classes")
                .toString());
        path.add(Distribution.home().resolve("vision-heatmaps.jar").toString());
        try (Stream<Path> runtimes = Files.list(Path.of(System.getProperty("visionheatmaps.lake.runtimes")))) {
            runtimes.forEach(jar -> path.add(jar.toString()));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(List.of(System.getProperty("visionheatmaps.spark.opens").split(" ")));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path), LakeTables.class.getName()));
        command.addAll(List.of(Distribution.sample().toString(), folder.toString()));
        return command;
    }
}
