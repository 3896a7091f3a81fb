package org.visionheatmaps.io.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

@Tag("fast")
class ImageFilesTest {
    private static final int DECODED = 37 * 29 * 3;

    @TempDir
    java.nio.file.Path folder;

    private static RgbImage photograph() throws IOException {
        return ImageDecoder.DEFAULT.decode(png());
    }

    private static byte[] png() throws IOException {
        try (InputStream in = ImageFilesTest.class.getResourceAsStream("/images/rgb.png")) {
            return in.readAllBytes();
        }
    }

    private static ImageFiles files(Configuration configuration, java.nio.file.Path... roots) {
        List<Path> qualified =
                Stream.of(roots).map(root -> new Path(root.toUri())).toList();
        return new ImageFiles(
                configuration, ImageRoots.of(qualified, configuration), ImageDecoder.DEFAULT, 1 << 20, 2 * DECODED);
    }

    @Test
    void foldersOfFilesAreDecodedFromTheirUris() {
        assertEquals(
                "file:/a b/part-0",
                ImageFiles.folderOf("file:/a%20b/part-0/x.parquet").toString());
    }

    @Test
    void filesBelowTheRootsAreReadByEveryFormOfTheirPath() throws IOException {
        java.nio.file.Path root = Files.createDirectories(folder.resolve("root/a b%20c"));
        java.nio.file.Path other = Files.createDirectories(folder.resolve("other"));
        Files.write(root.resolve("x:y ü\n*.png"), png());
        Files.write(other.resolve("z.png"), png());
        Files.createSymbolicLink(root.resolve("inside.png"), root.resolve("x:y ü\n*.png"));
        ImageFiles files = files(new Configuration(), folder.resolve("root"), other);
        Path base = new Path(folder.resolve("root").toUri());
        String absolute = root + "/x:y ü\n*.png";
        for (String path : List.of(
                "a b%20c/x:y ü\n*.png",
                "./a b%20c/../a b%20c/x:y ü\n*.png",
                absolute,
                "file:" + absolute,
                "file://" + absolute,
                "FILE://" + absolute,
                "a b%20c/inside.png",
                "../other/z.png")) {
            assertArrayEquals(photograph().rgb(), files.read(path, base).rgb(), path);
        }
    }

    @Test
    void whateverIsElsewhereIsRefusedInTheSameWords() throws Exception {
        java.nio.file.Path root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("folder"));
        Files.write(root.resolve("x.png"), png());
        Files.write(folder.resolve("outside.png"), png());
        Files.createDirectories(folder.resolve("root-2"));
        Files.write(folder.resolve("root-2/x.png"), png());
        Files.createSymbolicLink(root.resolve("link.png"), folder.resolve("outside.png"));
        Files.createSymbolicLink(root.resolve("linked"), folder);
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
        Files.createSymbolicLink(root.resolve("null"), java.nio.file.Path.of("/dev/null"));
        assertEquals(0, new ProcessBuilder("mkfifo", root + "/fifo").start().waitFor());
        ImageFiles files = files(new Configuration(), root);
        Path base = new Path(root.toUri());
        for (String path : List.of(
                "missing.png",
                "folder",
                "",
                ".",
                "x.png/below",
                "fifo",
                "null",
                "loop",
                "link.png",
                "linked/outside.png",
                "../outside.png",
                "../root-2/x.png",
                "folder/../../outside.png",
                folder + "/outside.png",
                folder.resolve("outside.png").toUri().toString(),
                "file://localhost" + root + "/x.png",
                "/dev/zero",
                "/../../../../etc/passwd",
                "/nowhere",
                "*.png",
                "%78.png",
                "x.png\0",
                "x".repeat(300),
                "x/".repeat(1000),
                "http://localhost:1/x.png",
                "ftp://localhost/x.png",
                "s3a://bucket/x.png",
                "har:///x.har/y",
                "viewfs://cluster/x",
                "hdfs://localhost:1/x",
                "nowhere://host/x.png",
                "file://[/x",
                "C:/x.png",
                "C:\\x.png")) {
            BadDataException refused = assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThrows(BadDataException.class, () -> files.read(path, base), path));
            assertEquals(BadDataException.Reason.BAD_IMAGE, refused.reason());
            String shown = path.replace("\0", "\\u0000");
            shown = shown.length() > 300 ? shown.substring(0, 300) + "…" : shown;
            assertEquals(
                    "the image '" + shown + "' is not a readable regular file in an allowed folder: that is the folder"
                            + " of the table that has the path, and each that --image-root names",
                    refused.getMessage());
        }
    }

    /** A file system that may not even be opened. */
    static final class Untouchable extends RawLocalFileSystem {
        static boolean wasOpened;

        @Override
        public void initialize(URI name, Configuration configuration) {
            wasOpened = true;
        }

        @Override
        public URI getUri() {
            return URI.create("untouchable:///");
        }
    }

    @Test
    void fileSystemsThatNobodyNamedAreNotOpened() {
        Configuration configuration = new Configuration();
        configuration.setClass("fs.untouchable.impl", Untouchable.class, FileSystem.class);
        ImageFiles files = files(configuration, folder);
        assertThrows(BadDataException.class, () -> files.read("untouchable://host" + folder, new Path(folder.toUri())));
        assertThrows(BadDataException.class, () -> files.read("x", new Path("untouchable:///" + folder)));
        assertFalse(Untouchable.wasOpened);
    }

    @Test
    void aPathIsShownOnOneLine() {
        BadDataException refused = assertThrows(BadDataException.class, () -> files(new Configuration(), folder)
                .read("a\n\u001b[31m\u202eb", new Path(folder.toUri())));
        assertTrue(refused.getMessage().contains("'a\\n\\u001b[31m\\u202eb'"), refused.getMessage());
    }

    @Test
    void thoseUsedLastAreKeptUpToANumberOfBytes() throws IOException {
        for (String name : new String[] {"a", "b", "c"}) {
            Files.write(folder.resolve(name), png());
        }
        ImageFiles files = files(new Configuration(), folder);
        Path base = new Path(folder.toUri());
        RgbImage a = files.read("a", base);
        RgbImage b = files.read("b", base);
        assertSame(a, files.read("a", base));
        files.read("c", base);
        assertSame(a, files.read("a", base));
        assertNotSame(b, files.read("b", base));
    }
}
