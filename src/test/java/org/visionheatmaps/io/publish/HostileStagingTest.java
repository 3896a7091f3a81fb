package org.visionheatmaps.io.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.io.file.Storage;

/** What others put into an output, or beside it, is neither obeyed nor followed, and fails no run. */
@Tag("fast")
class HostileStagingTest {
    private static final String STALE = ".vision-heatmaps-0badc0de";
    private static final long LONG_AGO = 1000;

    private final Configuration configuration = MortalFileSystem.configuration();

    @TempDir
    Path folder;

    private Path stale;
    private Path victim;

    @BeforeEach
    void prepare() throws IOException {
        stale = Files.createDirectories(folder.resolve("out").resolve(STALE));
        victim = Files.createDirectories(folder.resolve("victim"));
        Files.writeString(victim.resolve("file"), "precious");
        Files.writeString(folder.resolve("out/a.png"), "old a");
    }

    @AfterEach
    void heal() {
        MortalFileSystem.live();
    }

    private String out(String scheme) {
        return scheme + (scheme.equals("file") ? "://" : "://bucket") + folder.resolve("out");
    }

    /** A run that adds a file. */
    private void run(String scheme) throws IOException {
        try (StagedOutput staged = StagedOutput.open(out(scheme), configuration)) {
            staged.begin();
            staged.write("b.png", "new b");
            staged.write("_SUCCESS", "");
            staged.publishAdding();
        }
    }

    private void age(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path each : walk.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setLastModifiedTime(each, FileTime.fromMillis(LONG_AGO));
            }
        }
    }

    private SortedMap<String, String> everything() throws IOException {
        SortedMap<String, String> everything = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                everything.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return everything;
    }

    private void assertOnlyAdded(String... leftInOutput) throws IOException {
        SortedMap<String, String> expected = new TreeMap<>();
        expected.put("out/_SUCCESS", "");
        expected.put("out/a.png", "old a");
        expected.put("out/b.png", "new b");
        expected.put("victim/file", "precious");
        for (String name : leftInOutput) {
            expected.put(name, "theirs");
        }
        assertEquals(expected, everything());
    }

    private static String sealed(String... names) {
        List<Storage.Entry> files = new ArrayList<>();
        String marker = "0".repeat(8);
        for (int at = 0; at < names.length; at++) {
            files.add(new Storage.Entry(marker + at, false, 8, LONG_AGO));
        }
        String text = new PublicationManifest(files).text();
        String body = text.substring(0, text.lastIndexOf("end "));
        for (int at = 0; at < names.length; at++) {
            body = body.replace(marker + at, names[at]);
        }
        return body + "end " + names.length + " " + sha256(body) + "\n";
    }

    private static String sha256(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "mortal", "s3a"})
    void manifestsThatNameOtherPlacesAreNotObeyed(String scheme) throws IOException {
        String absolute = victim.resolve("file").toString();
        for (String name : new String[] {
            "../victim/file",
            "x/../../victim/file",
            "..",
            ".",
            "a//b",
            "/",
            absolute,
            "file:" + absolute,
            "file://" + absolute,
            "hdfs://elsewhere/file",
            "..\\victim\\file",
            "x\u0000y",
            "\t../victim/file",
            STALE + "/data",
            OutputName.PUBLISHING,
            ""
        }) {
            prepare();
            Files.writeString(stale.resolve("publication"), sealed(name));
            age(folder);
            run(scheme);
            assertOnlyAdded();
            clear();
        }
    }

    private void clear() throws IOException {
        Files.deleteIfExists(folder.resolve("out/b.png"));
        Files.deleteIfExists(folder.resolve("out/_SUCCESS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "mortal", "s3a"})
    void garbageFailsNoRun(String scheme) throws IOException {
        for (String text :
                new String[] {"", "\n", "\n\n", "+../../victim\n", "-\n", "\ufffd\u0000", "end 0\n", "x".repeat(1 << 20)
                }) {
            prepare();
            for (String name : new String[] {"publication", "moves", "publication.half", "owner"}) {
                Files.writeString(stale.resolve(name), text);
            }
            Files.write(stale.resolve("data"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
            age(folder);
            run(scheme);
            assertOnlyAdded();
            clear();
        }
    }

    /** With what a run moved in and out before it died, where only the cut manifest says so. */
    @Test
    void noPrefixOfAManifestIsObeyed() throws IOException {
        Files.writeString(folder.resolve("out/1.png"), "new");
        Files.createDirectories(folder.resolve("out/1"));
        Files.writeString(folder.resolve("out/1/0.png"), "old");
        Files.writeString(folder.resolve("out/12.png"), "old");
        List<Storage.Entry> files = new ArrayList<>();
        for (String name : List.of("1.png", "1/0.png", "12.png")) {
            files.add(new Storage.Entry(name, false, 3, LONG_AGO));
        }
        age(folder);
        SortedMap<String, String> before = everything();
        String whole = new PublicationManifest(files).text();
        for (int length = 0; length < whole.length(); length++) {
            Files.createDirectories(stale);
            Files.writeString(stale.resolve("publication"), whole.substring(0, length));
            age(stale);
            StagedOutput.open(out("file"), configuration).close();
            assertEquals(before, everything(), "after " + length + " characters");
            assertFalse(Files.exists(stale));
        }
        Files.createDirectories(stale);
        Files.writeString(stale.resolve("publication"), whole);
        age(stale);
        StagedOutput.open(out("file"), configuration).close();
        assertFalse(Files.exists(folder.resolve("out/1")), "the whole one is obeyed");
        assertTrue(Files.exists(folder.resolve("out/a.png")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mortal", "s3a"})
    void theFoldersOfOtherUsersAreLeftAlone(String scheme) throws IOException {
        MortalFileSystem.giveAway(STALE);
        Files.createDirectories(stale.resolve("replaced"));
        Files.writeString(stale.resolve("replaced/evil.png"), "theirs");
        Files.writeString(
                stale.resolve("publication"),
                new PublicationManifest(List.of(new Storage.Entry("a.png", false, 5, LONG_AGO))).text());
        age(folder);
        run(scheme);
        Files.delete(stale.resolve("publication")); // it is still there
        assertOnlyAdded("out/" + STALE + "/replaced/evil.png");
    }

    /** Only local folders have links. */
    @Test
    void linksAreNeverFollowed() throws IOException {
        Files.createSymbolicLink(stale.resolve("data"), victim);
        Files.createSymbolicLink(stale.resolve("replaced"), victim);
        Files.createSymbolicLink(stale.resolve("attempts"), victim.resolve("file"));
        Files.createSymbolicLink(folder.resolve("out/.vision-heatmaps-0badc0d1"), victim);
        age(folder);
        run("file");
        Files.deleteIfExists(folder.resolve("out/.vision-heatmaps-0badc0d1"));
        assertOnlyAdded();
    }

    @Test
    void aManifestReachesNothingThroughALinkInTheOutput() throws IOException {
        Files.createSymbolicLink(folder.resolve("out/m=1"), victim);
        Files.writeString(
                stale.resolve("publication"),
                new PublicationManifest(List.of(new Storage.Entry("m=1/file", false, 8, LONG_AGO))).text());
        age(folder);
        run("file");
        Files.delete(folder.resolve("out/m=1"));
        assertOnlyAdded();
    }

    @Test
    void addingThroughALinkInTheOutputIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("out/m=1"), victim);
        try (StagedOutput staged = StagedOutput.open(out("file"), configuration)) {
            staged.begin();
            staged.write("m=1/file", "new");
            assertThrows(java.nio.file.FileAlreadyExistsException.class, staged::publishAdding);
        }
        assertEquals("precious", Files.readString(victim.resolve("file")));
    }

    /** As earlier versions staged. */
    @ParameterizedTest
    @ValueSource(strings = {"file", "mortal", "s3a"})
    void whatStandsBesideTheOutputIsLeftAlone(String scheme) throws IOException {
        Path sibling = Files.createDirectories(folder.resolve(".out.staging-evil"));
        Files.writeString(sibling.resolve("moves"), "theirs");
        age(folder);
        run(scheme);
        assertOnlyAdded(".out.staging-evil/moves");
    }

    @Test
    void aNameThatIsNoStagingFoldersIsLeftAlone() throws IOException {
        Path other = Files.createDirectories(folder.resolve("out/.vision-heatmaps-notes"));
        Files.writeString(other.resolve("x"), "theirs");
        age(folder);
        run("file");
        assertOnlyAdded("out/.vision-heatmaps-notes/x");
    }

    @Test
    void aNameThatCannotBePublishedStopsBeforeAnythingIsMoved() throws IOException {
        age(folder);
        try (StagedOutput staged = StagedOutput.open(out("file"), configuration)) {
            staged.begin();
            Path data = Path.of(staged.data().toUri());
            Files.writeString(data.resolve("a:b"), "x");
            IOException refused = assertThrows(IOException.class, staged::publishAdding);
            assertTrue(refused.getMessage().contains("'a:b'"), refused.getMessage());
        }
        assertEquals("old a", everything().get("out/a.png"));
        assertEquals(2, everything().size());
    }
}
