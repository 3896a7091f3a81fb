package org.visionheatmaps.spark.incremental;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.io.publish.Checkpoint;
import org.visionheatmaps.io.publish.MortalFileSystem;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.input.source.InputSource;
import org.visionheatmaps.spark.run.JobFailedException;

/** With work that copies names, so that every moment at which a run can die is tried. */
@Tag("spark")
class SeriesTest {
    private final Configuration configuration = MortalFileSystem.configuration();
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path folder;

    /** Publishes a file for each file of a batch, under a name that no other batch has. */
    private record Names(String output, Configuration configuration, List<String> told) implements BatchWork<String> {
        Names(String output, Configuration configuration) {
            this(output, configuration, new ArrayList<>());
        }

        @Override
        public void report(String result) {
            told.add(result);
        }

        @Override
        public String command() {
            return "render";
        }

        @Override
        public String run() {
            return "run";
        }

        @Override
        public void requireFresh(Configuration same) {
            if (output.endsWith("/full")) {
                throw new JobFailedException("choose another output");
            }
        }

        @Override
        public Optional<String> recovered(FileBatch batch, Configuration same) throws IOException {
            try (StagedOutput staged = open(batch)) {
                return staged.published("_batches/" + batch.name());
            }
        }

        @Override
        public boolean hasOutput(Configuration same) throws IOException {
            return !StagedOutput.names(output, configuration).isEmpty();
        }

        private StagedOutput open(FileBatch batch) throws IOException {
            return StagedOutput.open(output, batch.name().checkpoint(), configuration);
        }

        @Override
        public String make(FileBatch batch) {
            try (StagedOutput staged = open(batch)) {
                staged.begin();
                for (FileBatch.TakenFile file : batch.files()) {
                    staged.write(
                            file.path().replaceFirst(".*/", "") + "/"
                                    + batch.name().number(),
                            "");
                }
                staged.write("_SUCCESS", "");
                staged.write("_batches/" + batch.name(), batch.name().toString());
                staged.publishAdding();
                return batch.name().toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @AfterEach
    void heal() {
        MortalFileSystem.live();
    }

    private String path(String scheme, String name) {
        return scheme + (scheme.equals("file") ? "://" : "://bucket") + folder.resolve(name);
    }

    private Series<String> series(String scheme, int maxFiles) {
        return series(scheme, maxFiles, IncrementOptions.Rewritten.SKIP);
    }

    private Series<String> series(String scheme, int maxFiles, IncrementOptions.Rewritten rewritten) {
        return new Series<>(
                InputOptions.of(path(scheme, "in")),
                new IncrementOptions(path(scheme, "seen"), maxFiles, rewritten),
                new Names(path(scheme, "out"), configuration));
    }

    /** With places of its own, two files a batch. */
    private Series<String> series(String input, String checkpoint, String output) {
        return new Series<>(
                InputOptions.of(input),
                new IncrementOptions(checkpoint, 2, IncrementOptions.Rewritten.SKIP),
                new Names(output, configuration));
    }

    private Increment<String> run(String scheme) {
        return series(scheme, 2).run(configuration, said::add);
    }

    private Path arrive(String... names) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Path last = null;
        for (String name : names) {
            last = Files.writeString(folder.resolve("in").resolve(name), "PAR1" + name);
        }
        return last;
    }

    /** File and batch of everything in the output, such as {@code a/0}. */
    private List<String> out() throws IOException {
        return names("out").stream()
                .filter(name -> !name.startsWith("_") && !name.startsWith("."))
                .toList();
    }

    private List<String> names(String root) throws IOException {
        Path top = folder.resolve(root);
        if (!Files.exists(top)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(top)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> top.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** A run that dies in a test stays in the same process, which lives. */
    private void belongsToDeadProcess() throws IOException {
        for (String lease : new String[] {"seen/owner", "out/.vision-heatmaps-publishing"}) {
            Path owner = folder.resolve(lease);
            if (Files.exists(owner)) {
                Files.writeString(owner, Files.readString(owner).replaceFirst("(?m)^started .*", "started in 1970"));
            }
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
                if (!each.equals(folder)) {
                    Files.delete(each);
                }
            }
        }
    }

    /** Whether it died. */
    private boolean runAndDie(String scheme, int changes) throws IOException {
        MortalFileSystem.dieAfter(changes);
        try {
            run(scheme);
            return false;
        } catch (MortalFileSystem.Killed | JobFailedException | UncheckedIOException e) {
            // Several renames at once: the first failure is wrapped.
            return true;
        } finally {
            MortalFileSystem.live();
            belongsToDeadProcess();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mortal", "s3a"})
    void aRunKilledAtAnyChangeAndItsSuccessorKilledTooLeaveEachFileOnce(String scheme) throws IOException {
        int kills = 0;
        for (int first = 0; ; first++) {
            boolean died = false;
            for (int second : new int[] {1, 7, 23}) {
                clear();
                arrive("a", "b", "c");
                died = runAndDie(scheme, first);
                arrive("late");
                runAndDie(scheme, second);
                run(scheme);
                String when = "killed after " + first + " and " + second + " changes";
                List<String> out = out();
                assertEquals(
                        List.of("a", "b", "c", "late"),
                        out.stream().map(name -> name.replaceFirst("/.*", "")).toList(),
                        when);
                assertTrue(names("out").contains("_SUCCESS"), when);
                assertEquals(List.of(), stagings(), when);
                int batches = new TreeSet<>(out.stream()
                                .map(name -> name.replaceFirst(".*/", ""))
                                .toList())
                        .size();
                List<String> seen = new ArrayList<>(List.of("checkpoint.json"));
                for (int batch = batches - 1; batch >= 0; batch--) {
                    seen.add(0, "batches/00000" + batch + ".json");
                }
                assertEquals(seen, names("seen"), when);
            }
            if (!died) {
                break;
            }
            kills++;
        }
        assertTrue(kills > 20, "kills: " + kills);
    }

    private List<String> stagings() throws IOException {
        return names("out").stream()
                .filter(name -> name.contains("vision-heatmaps"))
                .toList();
    }

    @Test
    void filesAreTakenOnceTheOldestFirst() throws IOException {
        Files.setLastModifiedTime(arrive("old"), FileTime.fromMillis(1000));
        Files.setLastModifiedTime(arrive("b", "a"), FileTime.fromMillis(2000));
        Files.setLastModifiedTime(folder.resolve("in/b"), FileTime.fromMillis(2000));
        arrive("_hidden", ".hidden", "copied._COPYING_", "state.json");
        Increment<String> first = run("file");
        assertEquals(List.of("a/0", "b/1", "old/0"), out());
        assertEquals(3, first.files());
        assertEquals(2, first.results().size());
        assertEquals(List.of("New: 3 files.", "Batch 1 of 2: 2 files.", "Batch 2 of 2: 1 file."), said);

        said.clear();
        assertEquals(0, run("file").results().size());
        assertEquals(List.of("No new files."), said);

        Files.setLastModifiedTime(arrive("late"), FileTime.fromMillis(1));
        assertEquals(1, run("file").files());
        assertEquals(List.of("a/0", "b/1", "late/2", "old/0"), out());
    }

    @Test
    void aBatchMayHaveRoomForAll() throws IOException {
        arrive("a", "b", "c");
        assertEquals(
                1,
                series("file", Integer.MAX_VALUE)
                        .run(configuration, said::add)
                        .results()
                        .size());
        assertEquals(List.of("a/0", "b/0", "c/0"), out());
    }

    @Test
    void aRewrittenFileIsToldAndNotTaken() throws IOException {
        arrive("a", "b");
        run("file");
        Files.writeString(folder.resolve("in/a"), "PAR1 and other contents");
        arrive("c");
        said.clear();
        Increment<String> second = run("file");
        assertEquals(List.of("a/0", "b/0", "c/1"), out());
        assertEquals(1, second.rewritten().size());
        assertTrue(
                said.get(1).startsWith("Warning: 1 file changed after an earlier run took it, such as file:"),
                said.get(1));

        arrive("d");
        Series<String> strict = series("file", 2, IncrementOptions.Rewritten.FAIL);
        JobFailedException failed = assertThrows(JobFailedException.class, () -> strict.run(configuration, said::add));
        assertTrue(failed.getMessage().contains("/in/a: nothing was done"), failed.getMessage());
        assertEquals(List.of("a/0", "b/0", "c/1"), out());
    }

    @Test
    void aBatchThatWasPublishedAndNotCommittedIsNotDoneAgain() throws IOException {
        arrive("a");
        run("file");
        Files.move(folder.resolve("seen/batches/000000.json"), folder.resolve("seen/plan.json"));
        arrive("b");
        Increment<String> second = run("file");
        assertTrue(second.isFirstRecovered());
        assertEquals(2, second.results().size());
        assertEquals(1, second.files());
        assertEquals(List.of("a/0", "b/1"), out());
    }

    @Test
    void aRunThatFailsAfterwardsHasToldOfTheOneThatWasKilled() throws IOException {
        Path first = arrive("a");
        run("file");
        Files.move(folder.resolve("seen/batches/000000.json"), folder.resolve("seen/plan.json"));
        Files.writeString(first, "PAR1 and other contents");
        Names names = new Names(path("file", "out"), configuration);
        Series<String> strict = new Series<>(
                InputOptions.of(path("file", "in")),
                new IncrementOptions(path("file", "seen"), 2, IncrementOptions.Rewritten.FAIL),
                names);
        assertThrows(JobFailedException.class, () -> strict.run(configuration, said::add));
        assertEquals(1, names.told().size());
        assertThrows(JobFailedException.class, () -> strict.run(configuration, said::add));
        assertEquals(1, names.told().size());
    }

    @Test
    void anOldCopyOfACheckpointIsFound() throws IOException {
        arrive("a");
        run("file");
        arrive("b");
        run("file");
        Files.delete(folder.resolve("seen/batches/000001.json"));
        JobFailedException failed = assertThrows(JobFailedException.class, () -> run("file"));
        assertTrue(failed.getMessage().contains("it is an old copy"), failed.getMessage());
        assertEquals(List.of("a/0", "b/1"), out());
    }

    @Test
    void aPlanWithoutItsBytesIsDropped() throws IOException {
        arrive("a");
        run("file");
        Files.writeString(folder.resolve("seen/plan.json"), "");
        arrive("b");
        assertEquals(1, run("file").files());
        assertEquals(List.of("a/0", "b/1"), out());
    }

    @Test
    void anOutputThatIsGoneIsTold() throws IOException {
        arrive("a", "b");
        run("file");
        Files.move(folder.resolve("out"), folder.resolve("elsewhere"));
        said.clear();
        assertEquals(0, run("file").files());
        assertTrue(said.get(0).contains("is gone, where 2 files went to"), said.toString());
    }

    @Test
    void filesOfDifferentHiveFoldersAreRefusedWhicheverAreNew() throws IOException {
        arrive("a");
        run("file");
        Files.createDirectories(folder.resolve("in/day=1"));
        Files.writeString(folder.resolve("in/day=1/b"), "PAR1");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> run("file"));
        assertTrue(refused.getMessage().contains("folders of the same columns"), refused.getMessage());
    }

    @Test
    void aTableIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("in/_delta_log"));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> run("file"));
        assertTrue(refused.getMessage().contains("--mode append"), refused.getMessage());
        InputOptions table = InputOptions.of(InputSource.DEFAULT.withTable("lake.db.t"), List.of());
        IncrementOptions options = new IncrementOptions(path("file", "seen"), 1, IncrementOptions.Rewritten.FAIL);
        Names names = new Names(path("file", "out"), configuration);
        assertThrows(IllegalArgumentException.class, () -> new Series<>(table, options, names));
    }

    @Test
    void twoRunsOfACheckpointDoNotMeet() throws IOException {
        arrive("a");
        try (Checkpoint other = Checkpoint.open(path("file", "seen"), configuration)) {
            JobFailedException failed = assertThrows(JobFailedException.class, () -> run("file"));
            assertTrue(failed.getMessage().contains("Another run (host "), failed.getMessage());
            other.begin("{}");
        }
        assertFalse(Files.exists(folder.resolve("seen/owner")));
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void aCheckpointIsOfOneOutput() throws IOException {
        arrive("a");
        run("file");
        Series<String> other = series(path("file", "in"), path("file", "seen"), path("file", "elsewhere"));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> other.run(configuration, said::add));
        assertTrue(refused.getMessage().contains("give each output a checkpoint of its own"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"in/seen", "out/seen", "in", "out"})
    void aCheckpointInInputOrOutputIsRefused(String place) throws IOException {
        arrive("a");
        Series<String> bad = series(path("file", "in"), path("file", place), path("file", "out"));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> bad.run(configuration, said::add));
        assertTrue(refused.getMessage().contains("choose a folder outside of it"), refused.getMessage());
        assertEquals(List.of("a"), names("in"));
        assertFalse(Files.exists(folder.resolve("out")), "an empty folder would be an output");
    }

    @Test
    void anOutputInTheInputIsRefusedBeforeItBecomesInput() throws IOException {
        arrive("a");
        for (String input : new String[] {"in", "in/*"}) {
            Series<String> bad = series(path("file", input), path("file", "seen"), path("file", "in/out"));
            if (!input.equals("in")) {
                bad.run(configuration, said::add);
            }
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> bad.run(configuration, said::add));
            assertTrue(refused.getMessage().contains("/in/out lies in the input"), refused.getMessage());
        }
        Series<String> hidden = series(path("file", "in"), path("file", "in/_seen"), path("file", "in/_out"));
        Files.move(folder.resolve("in/out"), folder.resolve("elsewhere"));
        assertEquals(1, hidden.run(configuration, said::add).files());
        assertEquals(0, hidden.run(configuration, said::add).files());
    }

    @Test
    void aFolderOfTheSameNameOnAnotherFileSystemIsAnother() throws IOException {
        arrive("a");
        Series<String> elsewhere = series(path("s3a", "in"), path("file", "in/seen"), path("file", "out"));
        Files.createDirectories(folder.resolve("in/seen"));
        Files.writeString(folder.resolve("in/seen/b"), "PAR1");
        assertEquals(2, elsewhere.run(configuration, said::add).files(), "here both are one: a and b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "plan.json", "batches"})
    void whatIsNoCheckpointIsLeftAlone(String name) throws IOException {
        arrive("a");
        Files.createDirectories(folder.resolve("seen"));
        Path theirs = Files.writeString(folder.resolve("seen").resolve(name), "Alice");
        Files.setLastModifiedTime(theirs, FileTime.fromMillis(1000));
        JobFailedException refused = assertThrows(JobFailedException.class, () -> run("file"));
        assertTrue(refused.getMessage().contains("something called " + name), refused.getMessage());
        assertEquals(List.of(name), names("seen"));
    }

    @Test
    void aCheckpointIsNotBoundToAnOutputThatIsRefused() throws IOException {
        arrive("a");
        Series<String> series = series(path("file", "in"), path("file", "seen"), path("file", "full"));
        assertThrows(JobFailedException.class, () -> series.run(configuration, said::add));
        assertEquals(1, run("file").files());
    }

    @Test
    void aLostBatchIsTold() throws IOException {
        arrive("a", "b", "c");
        run("file");
        Files.delete(folder.resolve("seen/batches/000000.json"));
        JobFailedException failed = assertThrows(JobFailedException.class, () -> run("file"));
        assertTrue(failed.getMessage().contains("no 000000.json"), failed.getMessage());
    }

    @Test
    void aGlobFindsNoFilesThatReadersDoNotSee() throws IOException {
        arrive("a", "_SUCCESS", ".b", "c._COPYING_");
        Series<String> glob = new Series<>(
                InputOptions.of(path("file", "in/*")),
                new IncrementOptions(path("file", "seen"), 1, IncrementOptions.Rewritten.FAIL),
                new Names(path("file", "out"), configuration));
        assertEquals(1, glob.run(configuration, said::add).files());
        Files.setLastModifiedTime(arrive("_SUCCESS"), FileTime.fromMillis(1));
        assertEquals(0, glob.run(configuration, said::add).files());
        assertEquals(List.of("a/0"), out());
    }

    @Test
    void aPathThatIsNotThereIsToldButAGlobMayFindNothing() throws IOException {
        JobFailedException failed = assertThrows(JobFailedException.class, () -> run("file"));
        assertTrue(failed.getMessage().startsWith("Input not found: file:"), failed.getMessage());
        Series<String> glob = series(path("file", "in/*.parquet"), path("file", "seen"), path("file", "out"));
        assertEquals(0, glob.run(configuration, said::add).files());
    }
}
