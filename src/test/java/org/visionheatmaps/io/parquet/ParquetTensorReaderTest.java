package org.visionheatmaps.io.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.io.file.ChangedFileException;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.io.file.TensorReader;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.Tensor;

/** Files of other writers (see the README beside them) have the values that were written. */
@Tag("fast")
class ParquetTensorReaderTest {
    private static final int ROWS = 7;
    private static final int[] SHAPE = {3, 4, 5};

    @TempDir
    Path folder;

    static Stream<Path> files() throws IOException {
        return Files.list(resources())
                .filter(file -> file.toString().endsWith(".parquet"))
                .sorted();
    }

    private static Path resources() {
        try {
            return Path.of(ParquetTensorReaderTest.class.getResource("/parquet").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyWritersValuesAreThere(Path file) throws IOException {
        try (ParquetTensorReader column = open()) {
            for (int row = 0; row < ROWS; row++) {
                assertRow(row, column, file);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void rowsCanBeReadInAnyOrder(Path file) throws IOException {
        try (ParquetTensorReader column = open()) {
            for (int row : new int[] {5, 6, 1, 1, 0, 2, 4, 3}) {
                assertRow(row, column, file);
            }
        }
    }

    @Test
    void oneReaderGoesFromFileToFile() throws IOException {
        try (ParquetTensorReader column = open()) {
            for (int row = 0; row < ROWS; row++) {
                for (Path file : files().toList()) {
                    assertRow(row, column, file);
                }
            }
        }
    }

    @Test
    void aDamagedPageCostsTheRestOfItsRowGroup() throws IOException {
        Path file = folder.resolve("damaged.parquet");
        byte[] bytes = Files.readAllBytes(resources().resolve("pyarrow-gzip.parquet"));
        int damaged = 0;
        // The attributions of the first row group.
        for (int at = 120; at < 600; at++) {
            bytes[at] = (byte) ~bytes[at];
        }
        Files.write(file, bytes);
        try (ParquetTensorReader column = open()) {
            for (int row = 0; row < ROWS; row++) {
                try {
                    assertRow(row, column, file);
                } catch (BadDataException e) {
                    assertEquals(Reason.UNREADABLE, e.reason());
                    assertTrue(e.getMessage().startsWith("row group 0 of the file is damaged"), e.getMessage());
                    damaged++;
                }
            }
        }
        assertEquals(3, damaged);
    }

    @Test
    void aFileWithoutTheColumnIsAnError() throws IOException {
        try (ParquetTensorReader column = new ParquetTensorReader("gradient", new Configuration(false))) {
            Path file = resources().resolve("pyarrow-list.parquet");
            IOException e = assertThrows(
                    IOException.class, () -> column.read(place(file, 0), declared(file), Layout.parse("NCHW")));
            assertTrue(e.getMessage().contains("'gradient'"), e.getMessage());
        }
    }

    @Test
    void aFileThatWasReplacedRewrittenOrRemovedIsNotRead() throws IOException {
        Path file = Files.copy(resources().resolve("pyarrow-list.parquet"), folder.resolve("changed.parquet"));
        TensorReader.Place listed = place(file, 0);
        Files.setLastModifiedTime(file, FileTime.fromMillis(listed.version().modified() + 1));
        assertChanged(listed, file, "has changed since this run listed it: it had");
        Files.setLastModifiedTime(file, FileTime.fromMillis(listed.version().modified()));
        try (ParquetTensorReader column = open()) {
            column.read(listed, declared(file), Layout.parse("NCHW"));
        }
        Files.write(file, new byte[] {1, 2, 3});
        assertChanged(listed, file, "but now has 3 bytes, modified");
        Files.delete(file);
        assertChanged(listed, file, "but is no longer there");
    }

    private static void assertChanged(TensorReader.Place listed, Path file, String said) throws IOException {
        try (ParquetTensorReader column = open()) {
            ChangedFileException changed = assertThrows(
                    ChangedFileException.class, () -> column.read(listed, declared(file), Layout.parse("NCHW")));
            assertTrue(changed.getMessage().contains(said), changed.getMessage());
        }
    }

    private static TensorReader.Place place(Path file, int row) throws IOException {
        FileVersion version = new FileVersion(
                Files.size(file), Files.getLastModifiedTime(file).toMillis(), null);
        return new TensorReader.Place(file.toUri().toString(), version, row);
    }

    private static ParquetTensorReader open() {
        return new ParquetTensorReader("attribution", new Configuration(false));
    }

    private static ParquetTensorReader.Declared declared(Path file) {
        return new ParquetTensorReader.Declared() {
            @Override
            public int[] shape(long bytes) {
                return SHAPE;
            }

            @Override
            public DType dtype() {
                return file.getFileName().toString().contains("binary-float16") ? DType.FLOAT16 : DType.FLOAT32;
            }
        };
    }

    private static void assertRow(int row, ParquetTensorReader column, Path file) {
        Values values;
        try {
            values = column.read(place(file, row), declared(file), Layout.parse("NCHW"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals(1, values.count());
        Tensor x = values.element(0);
        assertEquals(List.of(5, 4, 3), List.of(x.size(0), x.size(1), x.size(2)));
        double[] found = new double[SHAPE[0] * SHAPE[1] * SHAPE[2]];
        double[] wanted = new double[found.length];
        Arrays.setAll(wanted, k -> ((k * 37 + row * 11) % 97 - 40) / 64.0);
        Arrays.setAll(found, k -> {
            int at = x.offset() + k % 5 * x.stride(0) + k / 5 % 4 * x.stride(1) + k / 20 * x.stride(2);
            return x.isFloat() ? x.floats()[at] : x.doubles()[at];
        });
        assertArrayEquals(wanted, found, "row " + row);
    }
}
