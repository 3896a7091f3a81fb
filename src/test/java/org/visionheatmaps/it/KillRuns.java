package org.visionheatmaps.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.io.publish.StagedOutput;

/**
 * Kills real drivers at random moments, over formats and modes, and checks what is left: the program of {@code scripts/kill-runs}.
 *
 * <p>Every other kill waits for the moment at which a run begins to publish. After some kills the output is opened, as the next run does,
 * and must be what it was before. In the end a run is left alone, and the output must have each id once, with the bytes of a run that
 * nobody killed.
 */
final class KillRuns {
    private static final List<String> FORMATS = List.of("parquet", "png", "webdataset");
    private static final List<String> MODES = List.of("new", "overwrite", "append", "incremental");
    private static final String STAGING = ".vision-heatmaps-";
    private static final String PUBLISHING = STAGING + "publishing";
    private static final int ROWS = 12;
    private static final int SIDE = 32;
    private static final int PUBLISHING_MILLIS = 60;
    private static final long LIMIT_MILLIS = TimeUnit.MINUTES.toMillis(4);

    private final Path folder;
    private final Random random;
    private final String format;
    private final String mode;
    private int inputs;
    private int kills;
    private int whilePublishing;
    private int afterwards;
    private int undone;

    private KillRuns(Path folder, String format, String mode, Random random) {
        this.folder = folder;
        this.format = format;
        this.mode = mode;
        this.random = random;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int wanted = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        System.out.println("seed " + seed + ", " + wanted + " kills");
        Path root = Files.createTempDirectory("kill-runs");
        int scenarios = FORMATS.size() * MODES.size();
        int total = 0;
        for (int at = 0; at < scenarios; at++) {
            String format = FORMATS.get(at % FORMATS.size());
            String mode = MODES.get(at / FORMATS.size());
            int share = wanted * (at + 1) / scenarios - wanted * at / scenarios;
            KillRuns runs = new KillRuns(
                    Files.createDirectory(root.resolve(format + "-" + mode)), format, mode, new Random(seed + at));
            runs.check(share);
            total += runs.kills;
        }
        System.out.println(total + " kills: nothing lost, nothing twice, nothing outside the output changed");
    }

    private void check(int wanted) throws IOException, InterruptedException {
        SortedMap<String, String> sentinel = plantSentinel();
        Files.createDirectory(folder.resolve("in"));
        arrive();
        if (mode.equals("overwrite") || mode.equals("append")) {
            require(Distribution.java(List.of("-Xmx1g"), command("former", folder.resolve("in/0.parquet"), "new")));
            Files.move(folder.resolve("former"), out());
            arrive();
        }
        SortedMap<String, String> before = snapshot(out());
        while (kills < wanted) {
            boolean isKilled = killOne();
            if (mode.equals("incremental")) {
                arrive();
            } else if (!isKilled || isPublished()) {
                afterwards += isKilled ? 1 : 0;
                before = begin();
            } else if (random.nextBoolean()) {
                StagedOutput.open(out().toString(), new Configuration()).close();
                undone++;
                requireEqual("after it was opened", before, snapshot(out()));
            }
        }
        require(Distribution.java(List.of("-Xmx1g"), run()));
        compare();
        requireEqual(
                "beside the output", sentinel, snapshot(folder.resolve("beside"), folder.resolve(".out.staging-x")));
        try (Stream<Path> left = Files.list(out())) {
            requireEqual(
                    "left in the output",
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith(".vision-heatmaps"))
                            .toList());
        }
        System.out.printf(
                "%-10s %-11s %d kills, %d of them while it published, %d after; %d times opened and as before; then whole%n",
                format, mode, kills, whilePublishing, afterwards, undone);
    }

    private Path out() {
        return folder.resolve("out");
    }

    private SortedMap<String, String> plantSentinel() throws IOException {
        Files.createDirectories(folder.resolve("beside/deep"));
        Files.writeString(folder.resolve("beside/deep/file"), "precious");
        Files.createDirectories(folder.resolve(".out.staging-x"));
        Files.writeString(folder.resolve(".out.staging-x/moves"), "+../../beside\n-../../beside/deep/file\n");
        return snapshot(folder.resolve("beside"), folder.resolve(".out.staging-x"));
    }

    private void arrive() throws IOException {
        Path whole = folder.resolve("arriving.parquet");
        Attributions.write(whole, inputs * ROWS, ROWS, SIDE);
        Files.deleteIfExists(folder.resolve(".arriving.parquet.crc"));
        Files.move(whole, folder.resolve("in/" + inputs + ".parquet"));
        inputs++;
    }

    /** After a run that counts: the next one has other rows, or no output yet. */
    private SortedMap<String, String> begin() throws IOException {
        if (mode.equals("new")) {
            StagedOutput.open(out().toString(), new Configuration()).close();
            Files.move(out(), folder.resolve("done-" + inputs));
        }
        StagedOutput.open(out().toString(), new Configuration()).close();
        arrive();
        return snapshot(out());
    }

    /** Whether the run that was killed counts: it said so, or was removing its staging, the manifest first. */
    private boolean isPublished() throws IOException {
        if (!Files.exists(out().resolve("_SUCCESS"))) {
            return false;
        }
        List<Path> staging;
        try (Stream<Path> entries = Files.list(out())) {
            staging = entries.filter(path -> path.getFileName().toString().startsWith(".vision-heatmaps-"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        return staging.stream().anyMatch(path -> Files.exists(path.resolve("published")))
                || staging.stream().noneMatch(path -> Files.exists(path.resolve("publication"))) && holdsNewest();
    }

    private boolean holdsNewest() throws IOException {
        return WrittenHeatmaps.of(out(), format).containsKey(String.valueOf((inputs - 1) * ROWS));
    }

    private String[] run() {
        return command(
                "out",
                mode.equals("incremental") ? folder.resolve("in") : folder.resolve("in/" + (inputs - 1) + ".parquet"),
                mode);
    }

    private String[] command(String output, Path input, String how) {
        List<String> words = new ArrayList<>(List.of("render", "--input", input.toString()));
        words.addAll(List.of("--output", folder.resolve(output).toString(), "--format", format));
        words.addAll(List.of("--shape", "3," + SIDE + "," + SIDE));
        words.addAll(
                switch (how) {
                    case "new" -> List.<String>of();
                    case "incremental" ->
                        List.of(
                                "--incremental",
                                "--checkpoint",
                                folder.resolve("seen").toString(),
                                "--batch-files",
                                "2");
                    default -> List.of("--mode", how);
                });
        return words.toArray(String[]::new);
    }

    /** Whether a run was killed; it may have ended before. */
    private boolean killOne() throws IOException, InterruptedException {
        boolean isLate = random.nextBoolean();
        int millis = random.nextInt(isLate ? PUBLISHING_MILLIS : 4000);
        Path log = folder.resolve("killed.log");
        Set<String> dead = staging();
        Process run = new ProcessBuilder(Distribution.javaCommand(List.of("-Xmx1g"), run()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean isPublishing = false;
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
            while (run.isAlive() && !has(isLate ? PUBLISHING : STAGING, dead)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("A run does not end: " + Files.readString(log));
                }
                Thread.sleep(1);
            }
            run.waitFor(millis, TimeUnit.MILLISECONDS);
            isPublishing = run.isAlive() && has(PUBLISHING, dead);
        } finally {
            run.destroyForcibly();
        }
        int code = run.waitFor();
        if (code != 0 && code != 128 + 9) {
            throw new IllegalStateException("exit code " + code + ": " + Files.readString(log));
        }
        kills += code == 0 ? 0 : 1;
        whilePublishing += code != 0 && isPublishing ? 1 : 0;
        return code != 0;
    }

    /** Whether there is more of a name than what dead runs have left. */
    private boolean has(String prefix, Set<String> dead) throws IOException {
        return staging().stream().anyMatch(name -> name.startsWith(prefix) && !dead.contains(name));
    }

    /** Names of folders, and the file of the run that publishes with what it says. */
    private Set<String> staging() throws IOException {
        Set<String> names = new TreeSet<>();
        String[] all = out().toFile().list();
        for (String name : all == null ? new String[0] : all) {
            if (name.startsWith(PUBLISHING)) {
                try {
                    names.add(name + " " + Files.readString(out().resolve(name)));
                } catch (NoSuchFileException e) {
                    // It is gone meanwhile.
                }
            } else if (name.startsWith(STAGING)) {
                names.add(name);
            }
        }
        return names;
    }

    private void compare() throws IOException, InterruptedException {
        String expected = "clean";
        int first = mode.equals("append") || mode.equals("incremental") ? 0 : inputs - 1;
        SortedMap<String, byte[]> wanted = new TreeMap<>();
        require(Distribution.java(List.of("-Xmx1g"), command(expected, folder.resolve("in"), "new")));
        WrittenHeatmaps.of(folder.resolve(expected), format).forEach((id, png) -> {
            if (Integer.parseInt(id) >= first * ROWS) {
                wanted.put(id, png);
            }
        });
        SortedMap<String, byte[]> actual = WrittenHeatmaps.of(out(), format);
        requireEqual("ids", wanted.keySet(), actual.keySet());
        wanted.forEach(
                (id, png) -> requireEqual("the picture " + id, Arrays.hashCode(png), Arrays.hashCode(actual.get(id))));
        requireEqual("_SUCCESS", true, Files.exists(out().resolve("_SUCCESS")));
    }

    private static SortedMap<String, String> snapshot(Path... roots) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Path root : roots) {
            if (Files.exists(root)) {
                try (Stream<Path> walk = Files.walk(root)) {
                    for (Path file : walk.filter(Files::isRegularFile).toList()) {
                        files.put(
                                file.toString(),
                                Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
                    }
                }
            }
        }
        return files;
    }

    private void requireEqual(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(folder + ", after " + kills + " kills, " + what + ": expected " + expected
                    + " but found " + actual);
        }
    }

    private static void require(Distribution.Outcome outcome) {
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException("exit code " + outcome.exitCode() + ": " + outcome.output());
        }
    }
}
