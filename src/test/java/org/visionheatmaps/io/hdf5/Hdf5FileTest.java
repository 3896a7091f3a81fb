package org.visionheatmaps.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.tensor.BadDataException;

/** Files that h5py wrote, in every layout. */
@Tag("fast")
class Hdf5FileTest {
    private static final String FOLDER = "src/test/resources/hdf5/";
    private static final List<Long> SHAPE = List.of(5L, 3L, 4L, 6L);

    @TempDir
    java.nio.file.Path temporary;

    private static Hdf5File open(String file) throws IOException {
        Path path = new Path(file);
        FileSystem fileSystem = path.getFileSystem(new Configuration());
        return new Hdf5File(
                fileSystem.open(path), fileSystem.getFileStatus(path).getLen());
    }

    private static byte[] bytes(Hdf5File file, String path) throws IOException {
        try (InputStream values = file.dataset(path).orElseThrow().values()) {
            return values.readAllBytes();
        }
    }

    private static double[] numbers(Hdf5File file, String path) throws IOException {
        HdfDataset dataset = file.dataset(path).orElseThrow();
        ByteBuffer bytes = ByteBuffer.wrap(bytes(file, path)).order(dataset.order());
        double[] numbers = new double[bytes.remaining() / (dataset.type().equals("F64") ? 8 : 4)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = dataset.type().equals("F64") ? bytes.getDouble() : bytes.getFloat();
        }
        return numbers;
    }

    private static double[] expected(int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (37 * i % 101 - 50) / 8.0;
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({
        "corelay.h5,attribution",
        "julia.jld2,attribution",
        "nested.h5,runs/one/maps",
        "nested.h5,/runs/one/maps",
        "nested.h5,latest",
        "chunks-earliest.h5,attribution",
        "chunks-earliest.h5,gzip",
        "chunks-earliest.h5,shuffled",
        "chunks-earliest.h5,lzf",
        "chunks-earliest.h5,plain",
        "chunks-earliest.h5,growing",
        "chunks-earliest.h5,growing-both",
        "chunks-earliest.h5,one-chunk",
        "chunks-v110.h5,gzip",
        "chunks-v110.h5,shuffled",
        "chunks-v110.h5,lzf",
        "chunks-v110.h5,plain",
        "chunks-v110.h5,growing",
        "chunks-v110.h5,growing-both",
        "chunks-v110.h5,one-chunk"
    })
    void everyLayoutGivesTheSameNumbers(String name, String path) throws IOException {
        try (Hdf5File file = open(FOLDER + name)) {
            assertEquals(SHAPE, file.dataset(path).orElseThrow().shape());
            assertArrayEquals(expected(360), numbers(file, path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunks-earliest.h5", "chunks-v110.h5"})
    void chunksThatDidNotGetSmallerAndMissingOnesAreRead(String name) throws IOException {
        try (Hdf5File file = open(FOLDER + name)) {
            assertArrayEquals(bytes(file, "noise-plain"), bytes(file, "noise"));
            double[] sparse = numbers(file, "sparse");
            assertEquals(2.5, sparse[0]);
            assertEquals(expected(360)[3 * 72 + 1], sparse[3 * 72 + 1]);
            assertEquals(2.5, sparse[359]);
            assertEquals("F16", file.dataset("half").orElseThrow().type());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact.h5", "dense.h5"})
    void groupsOfManyDatasetsAreListed(String name) throws IOException {
        try (Hdf5File file = open(FOLDER + name)) {
            assertEquals(40, file.datasetsIn("many").size());
            assertArrayEquals(expected(12), numbers(file, "many/m07"));
            assertEquals(List.of(), file.dataset("many/m08").orElseThrow().shape());
            assertEquals(Optional.empty(), file.dataset("many"));
            assertEquals(Optional.empty(), file.dataset("none/m08"));
        }
        try (Hdf5File file = open(FOLDER + "compact.h5")) {
            assertArrayEquals(expected(24), numbers(file, "small"));
            assertEquals(41, file.datasets().size());
        }
    }

    @Test
    void stringsAndTruthsAreKnown() throws IOException {
        try (Hdf5File file = open(FOLDER + "nested.h5")) {
            assertEquals(
                    List.of("a", "bü", "ccc", "", "e"),
                    file.dataset("runs/one/fixed").orElseThrow().strings(5, 1000));
            assertEquals(
                    List.of("x/1", "x/2", "東京", "", "x/5"),
                    file.dataset("runs/one/variable").orElseThrow().strings(5, 1000));
            assertEquals("BOOL", file.dataset("runs/one/truth").orElseThrow().type());
            assertEquals(
                    ByteOrder.BIG_ENDIAN, file.dataset("latest").orElseThrow().order());
            assertThrows(
                    BadDataException.class,
                    () -> file.dataset("runs/one/variable").orElseThrow().strings(5, 10));
        }
        try (Hdf5File file = open(FOLDER + "julia.jld2")) {
            assertEquals(
                    "img_04.jpg",
                    file.dataset("names").orElseThrow().strings(5, 1000).get(4));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nested.h5|elsewhere|is a link to the file other.h5: other files are never followed",
                "bad/external.h5|link|is a link to the file /secret.h5",
                "bad/external.h5|attribution|its values are in other files, which are never read",
                "bad/scaled.h5|attribution|filter 6 (scaleoffset)",
                "bad/never-written.h5|attribution|it was never written",
                "bad/mostly-fill.h5|attribution|most of it was never written",
                "bad/circle.h5|a|go in circles",
                "bad/text.h5|attribution|is no HDF5 file",
                "bad/huge.h5|attribution|too large",
                "bad/version-5.h5|attribution|layout of HDF5 2.0"
            })
    void whatCannotBeReadIsSaid(String name, String path, String message) {
        BadDataException e = assertThrows(BadDataException.class, () -> {
            try (Hdf5File file = open(FOLDER + name)) {
                bytes(file, path);
            }
        });
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void oneBadDatasetDoesNoHarmToOthers() throws IOException {
        for (String name : List.of("bad/external.h5", "bad/circle.h5")) {
            try (Hdf5File file = open(FOLDER + name)) {
                assertArrayEquals(expected(24), numbers(file, "right"));
                assertTrue(file.datasets().contains("right"));
                assertFalse(file.datasets().contains("link"));
            }
        }
        try (Hdf5File file = open(FOLDER + "bad/complex.h5")) {
            assertFalse(file.dataset("attribution").orElseThrow().isNumbers());
            assertFalse(file.dataset("reference").orElseThrow().isStrings());
        }
    }

    @Test
    void damagedFilesEndInWordsAndInTime() throws IOException {
        Random random = new Random(7);
        for (String name : List.of("chunks-earliest.h5", "chunks-v110.h5", "dense.h5", "nested.h5", "compact.h5")) {
            byte[] whole = Files.readAllBytes(java.nio.file.Path.of(FOLDER + name));
            for (int round = 0; round < 25; round++) {
                byte[] damaged = whole.clone();
                int flips = 1 + random.nextInt(20);
                for (int i = 0; i < flips; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                java.nio.file.Path file = Files.write(temporary.resolve("damaged.h5"), damaged);
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readAll(file.toString()));
            }
        }
    }

    private static void readAll(String name) throws IOException {
        try (Hdf5File file = open(name)) {
            for (String path : file.datasets()) {
                try {
                    Optional<HdfDataset> dataset = file.dataset(path);
                    if (dataset.isPresent()) {
                        dataset.get().values().readNBytes(1 << 20);
                    }
                    if (dataset.isPresent() && dataset.get().isStrings()) {
                        dataset.get().strings(5, 1000);
                    }
                } catch (BadDataException e) {
                    assertFalse(e.getMessage().isBlank());
                }
            }
        } catch (BadDataException e) {
            assertFalse(e.getMessage().isBlank());
        }
    }
}
