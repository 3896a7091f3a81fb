package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.reference.Pixels;

/** A real cluster on loopback, one Master and two Workers, draws the same pixels as a laptop. */
@Tag("spark")
class StandaloneClusterIT {
    private static final String SCRIPT = Path.of(
                    System.getProperty("visionheatmaps.project"), "scripts/standalone-cluster")
            .toString();

    @TempDir
    Path folder;

    @Test
    void aClusterAndEveryPartitioningDrawTheSamePixels() throws IOException, InterruptedException {
        local("one", "--master", "local[1]");
        local("two", "--master", "local[2]");
        local("element", "--master", "local[2]", "--partitions", "element");
        Path work = folder.resolve("cluster");
        succeed(Distribution.run(List.of(SCRIPT, "start", "--dir", work.toString())));
        try {
            List<String> command = new ArrayList<>(List.of(SCRIPT, "run", "--dir", work.toString(), "--"));
            command.addAll(render("cluster-out"));
            succeed(Distribution.run(command));
        } finally {
            succeed(Distribution.run(List.of(SCRIPT, "stop", "--dir", work.toString())));
        }
        List<String> pictures = pictures("one");
        assertEquals(32, pictures.size());
        for (String other : List.of("two", "element", "cluster-out")) {
            assertEquals(pictures, pictures(other));
            for (String picture : pictures) {
                assertArrayEquals(pixels("one", picture), pixels(other, picture), other + "/" + picture);
            }
        }
    }

    private void local(String output, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(render(output));
        arguments.addAll(List.of(options));
        succeed(Distribution.java(List.of(), arguments.toArray(new String[0])));
    }

    private List<String> render(String output) {
        return List.of(
                "render",
                "--input",
                Distribution.sample().toString(),
                "--output",
                folder.resolve(output).toString(),
                "--format",
                "png",
                "--preset",
                "cam");
    }

    private static void succeed(Distribution.Outcome outcome) {
        assertEquals(0, outcome.exitCode(), outcome.output());
    }

    private List<String> pictures(String output) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(output))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    private byte[] pixels(String output, String picture) throws IOException {
        return Pixels.decode(Files.readAllBytes(folder.resolve(output).resolve(picture)))
                .rgb();
    }
}
