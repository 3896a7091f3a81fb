package org.visionheatmaps.io.numpy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class FileListingTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String name : List.of(
                "lrp/cat.npy",
                "lrp/cat.jpg",
                "lrp/cat.png",
                "lrp/notes.txt",
                "grad/maps.npz",
                "grad/maps/dog.JPEG",
                "grad/maps/deep/no.png",
                "grad/maps.more.safetensors",
                "_hidden/x.npy",
                ".staging/x.npy",
                "grad/_temporary.npy")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
    }

    private FileListing list(String pattern) throws IOException {
        return FileListing.ofArrays(folder + pattern, new Configuration());
    }

    private static List<String> names(FileListing listing) {
        return listing.arrays().stream().map(FileListing.Found::name).toList();
    }

    @Test
    void namesStartAtTheFolderOrTheFirstWildcard() throws IOException {
        List<String> all = List.of("grad/maps.more", "grad/maps", "lrp/cat");
        assertEquals(all, names(list("")));
        assertEquals(all, names(list("/*")));
        assertEquals(List.of("grad/maps", "lrp/cat"), names(list("/*/*.np[yz]")));
        assertEquals(List.of("maps"), names(list("/grad/*.npz")));
        assertEquals(List.of("cat"), names(list("/lrp/cat.npy")));
    }

    @Test
    void imagesBelongToTheNameAndToTheFolderCalledSo() throws IOException {
        for (String pattern : List.of("", "/*/*.np*")) {
            FileListing listing = list(pattern);
            assertEquals(
                    "cat.png", listing.imagesOf("lrp/cat").get("lrp/cat").path().getName());
            assertEquals(
                    "dog.JPEG",
                    listing.imagesOf("grad/maps").get("grad/maps/dog").path().getName());
        }
        assertEquals(
                List.of("grad/maps/deep/no", "grad/maps/dog", "lrp/cat"),
                List.copyOf(FileListing.ofImages(folder.toString(), new Configuration())
                        .images()
                        .keySet()));
    }

    @Test
    void aFileOfAnotherKindOrNoneIsRefused() {
        assertThrows(FileNotFoundException.class, () -> list("/none"));
        assertThrows(IllegalArgumentException.class, () -> list("/lrp/notes.txt"));
    }
}
