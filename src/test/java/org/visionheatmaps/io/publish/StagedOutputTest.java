package org.visionheatmaps.io.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.io.file.Storage;

/** On the local file system, on one that renames folders ({@code mortal}), and on one that does not ({@code s3a}). */
@Tag("fast")
class StagedOutputTest {
    private static final SortedMap<String, String> BEFORE = new TreeMap<>(
            java.util.Map.of("_SUCCESS", "", "_report.json", "old", "a.png", "old a", "m=1/b.png", "old b"));

    private final Configuration configuration = MortalFileSystem.configuration();

    @TempDir
    Path folder;

    private enum Publishing {
        CREATE {
            @Override
            void of(StagedOutput staged) throws IOException {
                staged.publishNew();
            }
        },
        REPLACE {
            @Override
            void of(StagedOutput staged) throws IOException {
                staged.publishReplacing();
            }
        },
        ADD {
            @Override
            void of(StagedOutput staged) throws IOException {
                staged.publishAdding();
            }
        };

        abstract void of(StagedOutput staged) throws IOException;
    }

    @AfterEach
    void heal() {
        MortalFileSystem.live();
    }

    private String out(String scheme) {
        return scheme + (scheme.equals("file") ? "://" : "://bucket") + folder.resolve("out");
    }

    private StagedOutput open(String scheme) throws IOException {
        return StagedOutput.open(out(scheme), configuration);
    }

    /** Two parts, and one of an attempt that nobody committed. */
    private static void stage(StagedOutput staged, Configuration configuration) throws IOException {
        staged.begin();
        StagedPart first = new StagedPart(staged.staging(), "0-7", configuration);
        write(first, "c.png", "new c");
        write(first, "m=1/d.png", "new d");
        StagedPart lost = new StagedPart(staged.staging(), "1-8", configuration);
        write(lost, "e.png", "half");
        StagedPart second = new StagedPart(staged.staging(), "1-9", configuration);
        write(second, "m=2/n=1/e.png", "new e");
        staged.parts().collect(List.of(first.commit(), second.commit()));
        staged.write("_SUCCESS", "");
        staged.write("_report.json", "new");
    }

    private static SortedMap<String, String> added() {
        return new TreeMap<>(java.util.Map.of(
                "_SUCCESS",
                "",
                "_report.json",
                "new",
                "c.png",
                "new c",
                "m=1/d.png",
                "new d",
                "m=2/n=1/e.png",
                "new e"));
    }

    private static SortedMap<String, String> expected(Publishing publishing) {
        SortedMap<String, String> expected = new TreeMap<>();
        if (publishing == Publishing.ADD) {
            expected.putAll(BEFORE);
        }
        expected.putAll(added());
        return expected;
    }

    private static void write(StagedPart part, String name, String text) throws IOException {
        try (var out = part.create(name)) {
            out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private void before(Publishing publishing) throws IOException {
        if (publishing != Publishing.CREATE) {
            for (var file : BEFORE.entrySet()) {
                Path path = folder.resolve("out").resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }

    private SortedMap<String, String> files() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        Path out = folder.resolve("out");
        if (Files.exists(out)) {
            try (Stream<Path> walk = Files.walk(out)) {
                walk.filter(Files::isRegularFile)
                        .filter(file -> !OutputName.isOfStaging(
                                out.relativize(file).getName(0).toString()))
                        .forEach(file -> {
                            try {
                                files.put(out.relativize(file).toString(), Files.readString(file));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
            }
        }
        return files;
    }

    /** All that is of staging, wherever it is. */
    private List<Path> stagings() throws IOException {
        List<Path> stagings = new ArrayList<>();
        for (Path each : List.of(folder, folder.resolve("out"))) {
            if (Files.exists(each)) {
                try (Stream<Path> entries = Files.list(each)) {
                    entries.filter(path -> path.getFileName().toString().startsWith("."))
                            .forEach(stagings::add);
                }
            }
        }
        return stagings;
    }

    private void belongsToDeadProcess() throws IOException {
        for (Path staging : stagings()) {
            belongsToDeadProcess(Files.isDirectory(staging) ? staging.resolve("owner") : staging);
        }
    }

    private static void belongsToDeadProcess(Path owner) throws IOException {
        if (Files.exists(owner)) {
            Files.writeString(owner, Files.readString(owner).replaceFirst("(?m)^started .*", "started in 1970"));
        }
    }

    private Path publishing() {
        return folder.resolve("out").resolve(OutputName.PUBLISHING);
    }

    @ParameterizedTest
    @CsvSource({
        "file,CREATE", "file,REPLACE", "file,ADD",
        "mortal,CREATE", "mortal,REPLACE", "mortal,ADD",
        "s3a,CREATE", "s3a,REPLACE", "s3a,ADD"
    })
    void whatIsCommittedIsPublishedAndNothingElse(String scheme, Publishing publishing) throws IOException {
        before(publishing);
        try (StagedOutput staged = open(scheme)) {
            stage(staged, configuration);
            publishing.of(staged);
        }
        assertEquals(expected(publishing), files());
        assertEquals(List.of(), stagings());
    }

    @ParameterizedTest
    @CsvSource({"mortal,CREATE", "mortal,REPLACE", "mortal,ADD", "s3a,CREATE", "s3a,REPLACE", "s3a,ADD"})
    void aDriverKilledAtAnyChangeLeavesAllOrNothingToTheNextRun(String scheme, Publishing publishing)
            throws IOException {
        before(publishing);
        SortedMap<String, String> before = files();
        int kills = 0;
        for (int changes = 0; changes < 100; changes++) {
            boolean killed = false;
            try (StagedOutput staged = open(scheme)) {
                stage(staged, configuration);
                MortalFileSystem.dieAfter(changes);
                publishing.of(staged);
            } catch (MortalFileSystem.Killed e) {
                killed = true;
            } catch (IOException e) {
                // Several renames at once: the first failure is wrapped.
                killed = true;
            }
            boolean marked = files().containsKey("_SUCCESS");
            if (scheme.equals("s3a") && marked) {
                assertTrue(
                        files().equals(before) || files().equals(expected(publishing)),
                        "a reader who waits for _SUCCESS after " + changes + " changes: " + files());
            }
            MortalFileSystem.live();
            belongsToDeadProcess();
            open(scheme).close();
            assertEquals(List.of(), stagings());
            if (files().equals(expected(publishing))) {
                break;
            }
            assertEquals(before, files(), "after " + changes + " changes");
            assertTrue(killed);
            kills++;
        }
        assertTrue(kills >= 1 && kills < 100, "kills: " + kills);
    }

    /** On another host, before the abandoned run is known to be so: it is undone before the other publishes. */
    @ParameterizedTest
    @ValueSource(strings = {"mortal", "s3a"})
    void whatAnotherRunAddedSurvivesThatAnAbandonedOneIsUndone(String scheme) throws IOException {
        List<String> added = List.of("c.png", "m=1/d.png", "m=2/n=1/x.png", "z.png");
        for (int changes = 0; ; changes++) {
            Files.createDirectories(folder.resolve("out"));
            Files.writeString(folder.resolve("out/a.png"), "old a");
            if (!diedWhileAdding(scheme, changes) || isPublished()) {
                assertTrue(changes > 3);
                return;
            }
            belongsToDeadProcess(publishing());
            try (StagedOutput other = open(scheme)) {
                other.begin();
                for (String name : added) {
                    other.write(name, "another's");
                }
                other.publishAdding();
            }
            belongsToDeadProcess();
            open(scheme).close();
            for (String name : added) {
                assertEquals("another's", files().get(name), name + " after " + changes + " changes");
            }
            assertEquals(added.size() + 1, files().size(), files().toString());
            clear(scheme);
        }
    }

    /** By a program that knows nothing of ours: of the same names and lengths. */
    @ParameterizedTest
    @ValueSource(strings = {"mortal", "s3a"})
    void whatAnotherProgramPutThereSurvivesThatAnAbandonedRunIsUndone(String scheme) throws IOException {
        for (int changes = 0; changes < 20; changes++) {
            Files.createDirectories(folder.resolve("out"));
            Files.writeString(folder.resolve("out/a.png"), "old a");
            diedWhileAdding(scheme, changes);
            boolean isFree = !Files.exists(folder.resolve("out/c.png"));
            if (isFree) {
                Files.writeString(folder.resolve("out/c.png"), "NEW C");
            }
            belongsToDeadProcess();
            open(scheme).close();
            if (isFree) {
                assertEquals("NEW C", files().get("c.png"), "after " + changes + " changes");
            }
            clear(scheme);
        }
    }

    /** Not only publishing: removing what is staged may be broken off anywhere, and nothing of it waits ten minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"mortal", "s3a"})
    void aDriverKilledWhileItRemovesItsStagingLeavesNothingToTheRunAfterNext(String scheme) throws IOException {
        for (int changes = 0; changes < 8; changes++) {
            StagedOutput dead = open(scheme);
            stage(dead, configuration);
            dead.publishReplacing();
            MortalFileSystem.dieAfter(changes);
            try {
                dead.close();
            } catch (MortalFileSystem.Killed e) {
                // The next run sees what is left.
            }
            MortalFileSystem.live();
            belongsToDeadProcess();
            open(scheme).close();
            assertEquals(List.of(), stagings(), "after " + changes + " changes");
            assertEquals(added(), files(), "after " + changes + " changes");
        }
    }

    private boolean isPublished() throws IOException {
        return stagings().stream().anyMatch(staging -> Files.exists(staging.resolve("published")));
    }

    private boolean diedWhileAdding(String scheme, int changes) throws IOException {
        try (StagedOutput dead = open(scheme)) {
            stage(dead, configuration);
            MortalFileSystem.dieAfter(changes);
            dead.publishAdding();
            MortalFileSystem.live();
            return false;
        } catch (MortalFileSystem.Killed | IOException e) {
            // The next run sees what is left.
            return true;
        } finally {
            MortalFileSystem.live();
        }
    }

    private void clear(String scheme) throws IOException {
        org.apache.hadoop.fs.Path out = new org.apache.hadoop.fs.Path(out(scheme));
        Storage.of(out, configuration).delete(out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "mortal", "s3a"})
    void aFileInTheWayStopsBeforeAnythingIsMoved(String scheme) throws IOException {
        before(Publishing.ADD);
        Files.writeString(folder.resolve("out/m=1/d.png"), "in the way");
        SortedMap<String, String> before = files();
        try (StagedOutput staged = open(scheme)) {
            stage(staged, configuration);
            FileAlreadyExistsException refused = assertThrows(FileAlreadyExistsException.class, staged::publishAdding);
            assertTrue(refused.getMessage().contains("m=1/d.png already"), refused.getMessage());
        }
        assertEquals(before, files());
    }

    @Test
    void filesAboutTheOutputReplaceTheirNamesakesAndOthersDoNot() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        for (String name : new String[] {"._SUCCESS.crc", "_sheet.png"}) {
            Files.writeString(folder.resolve("out").resolve(name), "old");
            try (StagedOutput staged = open("file")) {
                staged.begin();
                staged.write(name, "new");
                staged.publishAdding();
            }
            assertEquals("new", files().get(name));
        }
        Files.writeString(folder.resolve("out/%5Fsheet.png"), "old");
        try (StagedOutput staged = open("file")) {
            staged.begin();
            staged.write("%5Fsheet.png", "new");
            assertThrows(FileAlreadyExistsException.class, staged::publishAdding);
        }
        assertEquals("old", files().get("%5Fsheet.png"));
    }

    @Test
    void twoRowsOfOnePathAreToldWhicheverTaskWroteThem() throws IOException {
        try (StagedOutput staged = open("file")) {
            staged.begin();
            StagedPart part = new StagedPart(staged.staging(), "0-0", configuration);
            write(part, "a.png", "1");
            IOException same = assertThrows(IOException.class, () -> write(part, "a.png", "2"));
            assertTrue(same.getMessage().contains("'a.png'"), same.getMessage());
            StagedPart one = new StagedPart(staged.staging(), "1-1", configuration);
            write(one, "b.png", "1");
            StagedPart other = new StagedPart(staged.staging(), "2-2", configuration);
            write(other, "b.png", "2");
            List<StagedParts.Part> parts = List.of(one.commit(), other.commit());
            IOException across =
                    assertThrows(IOException.class, () -> staged.parts().collect(parts));
            assertTrue(across.getMessage().contains("'b.png'"), across.getMessage());
        }
    }

    @Test
    void aPartThatLostAFileIsRefused() throws IOException {
        try (StagedOutput staged = open("file")) {
            staged.begin();
            StagedPart part = new StagedPart(staged.staging(), "0-0", configuration);
            write(part, "a.png", "1");
            Files.delete(Path.of(staged.staging().toUri().getPath(), "attempts/0-0/a.png"));
            IOException refused =
                    assertThrows(IOException.class, () -> staged.parts().collect(List.of(part.commit())));
            assertTrue(refused.getMessage().contains("wrote 1 files"), refused.getMessage());
        }
    }

    @Test
    void theStagingOfALivingRunIsLeftAlone() throws IOException {
        try (StagedOutput living = open("file")) {
            stage(living, configuration);
            open("file").close();
            living.publishNew();
        }
        assertEquals(added(), files());
    }

    @Test
    void aRunOnAnotherHostIsDeadWhenItHasNotStirredForTenMinutes() throws IOException {
        StagedOutput elsewhere = open("file");
        elsewhere.begin();
        Path owner = stagings().get(0).resolve("owner");
        Files.writeString(owner, "elsewhere\n1\nstarted once");

        StagedOutput.open(out("file"), "", configuration, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(9)))
                .close();
        assertEquals(1, stagings().size());
        StagedOutput.open(out("file"), "", configuration, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11)))
                .close();
        assertEquals(0, stagings().size());

        IOException refused = assertThrows(IOException.class, elsewhere::publishNew);
        assertTrue(refused.getMessage().contains("took this one for abandoned"), refused.getMessage());
        elsewhere.close();
    }

    @Test
    void aTaskThatOutlivesItsJobDoesNotBringTheStagingBack() throws IOException {
        StagedOutput staged = open("file");
        staged.begin();
        StagedPart late = new StagedPart(staged.staging(), "0-0", configuration);
        staged.close();
        assertThrows(IOException.class, () -> late.create("a.png"));
        assertEquals(List.of(), stagings());
    }
}
