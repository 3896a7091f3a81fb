package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Incremental runs that are killed at random moments, while files arrive, as many times as it takes to have killed three; ten with
 * {@code -Psweeps}. After one more run the output has what a run over everything gives, each id once.
 */
@Tag("spark")
class KilledIncrementsIT {
    private static final int KILLS = Boolean.getBoolean("sweeps") ? 10 : 3;
    private static final int ROWS = 5;
    private static final int SIDE = 32;
    private static final int FIRST_FILES = 6;
    private static final int FILES_EACH_TIME = 3;
    /** From when a run has the checkpoint; about what its batches take. */
    private static final int LONGEST_MILLIS = 3000;

    private static final long LIMIT_MILLIS = TimeUnit.MINUTES.toMillis(4);

    @TempDir
    Path folder;

    private int files;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "png"})
    void killedAtRandomMomentsEachIdIsThereOnceAsInACleanRun(String format) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Files.createDirectory(folder.resolve("in"));
        arrive(FIRST_FILES);
        List<Integer> moments = new ArrayList<>();
        while (moments.size() < KILLS) {
            int moment = random.nextInt(LONGEST_MILLIS);
            if (killAfter(moment, format)) {
                moments.add(moment);
            }
            arrive(FILES_EACH_TIME);
        }
        Distribution.Outcome last = Distribution.java(List.of("-Xmx1g"), increment(format));
        String when = "seed " + seed + ", killed after " + moments + " ms";
        assertEquals(0, last.exitCode(), when + "\n" + last.output());
        Distribution.Outcome again = Distribution.java(List.of("-Xmx1g"), increment(format));
        assertTrue(again.output().contains("No new files."), again.output());

        Distribution.Outcome clean = Distribution.java(List.of("-Xmx1g"), render(format, "clean"));
        assertEquals(0, clean.exitCode(), clean.output());
        SortedMap<String, byte[]> expected = heatmaps(format, "clean");
        assertEquals(files * ROWS, expected.size());
        SortedMap<String, byte[]> actual = heatmaps(format, "out");
        assertEquals(expected.keySet(), actual.keySet(), when);
        expected.forEach((id, bytes) -> assertArrayEquals(bytes, actual.get(id), id + ", " + when));
        assertTrue(Files.exists(folder.resolve("out/_SUCCESS")));
        try (Stream<Path> left = Files.list(folder.resolve("out"))) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.toString().contains("vision-heatmaps"))
                            .toList(),
                    when);
        }
    }

    private void arrive(int count) throws IOException {
        for (int file = 0; file < count; file++) {
            Path whole = folder.resolve("arriving.parquet");
            Attributions.write(whole, files * ROWS, ROWS, SIDE);
            Files.deleteIfExists(folder.resolve(".arriving.parquet.crc"));
            Files.move(whole, folder.resolve("in/" + files + ".parquet"));
            files++;
        }
    }

    /** Whether a run was killed; it may have ended before. */
    private boolean killAfter(int millis, String format) throws IOException, InterruptedException {
        Path log = folder.resolve("killed.log");
        Path owner = folder.resolve("seen/owner");
        String before = Files.exists(owner) ? Files.readString(owner) : "";
        Process run = new ProcessBuilder(Distribution.javaCommand(List.of("-Xmx1g"), increment(format)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
            while (run.isAlive()
                    && (!Files.exists(owner) || Files.readString(owner).equals(before))) {
                assertTrue(System.nanoTime() < deadline, Files.readString(log));
                Thread.sleep(5);
            }
            run.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            run.destroyForcibly();
        }
        int code = run.waitFor();
        assertTrue(code == 0 || code == 128 + 9, "exit code " + code + ": " + Files.readString(log));
        return code != 0;
    }

    private String[] increment(String format) {
        return Stream.concat(
                        Stream.of(render(format, "out")),
                        Stream.of(
                                "--incremental",
                                "--checkpoint",
                                folder.resolve("seen").toString(),
                                "--batch-files",
                                "2"))
                .toArray(String[]::new);
    }

    private String[] render(String format, String output) {
        return new String[] {
            "render",
            "--input",
            folder.resolve("in").toString(),
            "--output",
            folder.resolve(output).toString(),
            "--shape",
            "3," + SIDE + "," + SIDE,
            "--format",
            format
        };
    }

    private SortedMap<String, byte[]> heatmaps(String format, String output) throws IOException {
        return WrittenHeatmaps.of(folder.resolve(output), format);
    }
}
