package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.Python;

/** The commands and programs of the README, as they are written, from first to last in one folder. */
@Tag("externals")
@Tag("spark")
class ReadmeIT {
    private static final Path PROJECT = Path.of(System.getProperty("visionheatmaps.project"));
    private static final Pattern BLOCK =
            Pattern.compile("^```(sh|python)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    /** Of an audit: the data is clean, or a rule does not hold. */
    private static final String VERDICTS = " || [ $? = 3 ] || [ $? = 4 ]";

    @TempDir
    Path folder;

    /** The README's blocks as one program of the shell. This test runs within {@code mvn verify}, so it cannot run that. */
    private String program() throws IOException {
        List<String> steps = new ArrayList<>(List.of("set -e"));
        Matcher blocks = BLOCK.matcher(Files.readString(PROJECT.resolve("README.md")));
        while (blocks.find()) {
            if (blocks.group(1).equals("python")) {
                steps.add("python - <<'PROGRAM'\n" + blocks.group(2) + "PROGRAM");
            } else {
                blocks.group(2)
                        .lines()
                        .filter(line -> !line.startsWith("mvn "))
                        .map(line -> line.contains(" audit ") ? line.replaceFirst(" +#.*", "") + VERDICTS : line)
                        .forEach(steps::add);
            }
        }
        assertTrue(steps.size() > 5, steps.toString());
        return String.join("\n", steps) + "\n";
    }

    private long count(String files, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve(files))) {
            return all.filter(file -> file.toString().endsWith(ending)).count();
        }
    }

    @Test
    void everyCommandRunsAsItIsWritten() throws IOException, InterruptedException {
        Path tools = Python.require().getParent();
        for (String part : List.of("scripts", "target", "src", "conf")) {
            Files.createSymbolicLink(folder.resolve(part), PROJECT.resolve(part));
        }
        Path script = folder.resolve("readme.sh");
        Files.writeString(
                script, "cd " + folder + "\nexport PATH=" + tools + ":$PATH SPARK_LOCAL_IP=127.0.0.1\n" + program());
        Distribution.Outcome outcome = Distribution.run(List.of("bash", script.toString()));
        assertEquals(0, outcome.exitCode(), outcome.output());
        assertEquals(8, count("heatmaps", ".png"), outcome.output());
        assertTrue(count("audits", "summary.json") > 0, outcome.output());
        assertEquals(
                List.of("8", "8"),
                Python.run(
                                """
                                import sys
                                import pyarrow.dataset as ds
                                for folder, column in [("rows", "heatmap"), ("drawn", "png")]:
                                    rows = ds.dataset(sys.argv[1] + "/" + folder, exclude_invalid_files=True).to_table().to_pylist()
                                    pictures = [row[column]["bytes"] if column == "heatmap" else row[column] for row in rows]
                                    assert all(picture.startswith(b"\\x89PNG") for picture in pictures)
                                    print(len(pictures))
                                """,
                                folder.toString())
                        .lines()
                        .collect(Collectors.toList()));
    }
}
