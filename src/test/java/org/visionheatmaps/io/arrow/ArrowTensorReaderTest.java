package org.visionheatmaps.io.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.visionheatmaps.arrow.ArrowFixture.CHANNELS;
import static org.visionheatmaps.arrow.ArrowFixture.HEIGHT;
import static org.visionheatmaps.arrow.ArrowFixture.NULL_ROW;
import static org.visionheatmaps.arrow.ArrowFixture.WIDTH;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.arrow.ArrowFixture;
import org.visionheatmaps.io.file.ChangedFileException;
import org.visionheatmaps.io.file.TensorReader;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.Tensor;

/** Rows of Arrow files become numbers, by file and position, in any order. */
@Tag("spark")
class ArrowTensorReaderTest {
    private static final Configuration CONFIGURATION = new Configuration();
    private static final TensorReader.Declared DECLARED = new TensorReader.Declared() {
        @Override
        public int[] shape(long bytes) {
            return new int[] {CHANNELS, HEIGHT, WIDTH};
        }

        @Override
        public DType dtype() {
            return DType.FLOAT32;
        }
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "lists, fixed16",
        "lists, fixed32",
        "lists, fixed64",
        "lists, list16",
        "lists, list32",
        "lists, list64",
        "lists, large32",
        "lists, nested32",
        "lists, fixed_nested64",
        "bytes, fixed",
        "bytes, binary",
        "bytes, large",
        "bytes, view",
        "tensors, plain",
        "tensors, permuted",
        "tensors, halves",
        "polars, attribution",
        "datasets/data-00000-of-00001, attribution"
    })
    void everyFormGivesItsNumbersInAnyOrder(String form, String column) throws IOException {
        for (String ending : List.of(
                ".arrow", ".arrows", "-lz4.arrow", "-lz4.arrows", "-zstd.arrow", "-zstd.arrows", "-zstd.feather")) {
            if (ArrowFixture.class.getResource("/arrow/" + form + ending) == null) {
                continue;
            }
            ArrowFile file = index(ArrowFixture.file(form + ending));
            assertTrue(ArrowTensorReader.canRead(file.schema(), column));
            try (TensorReader rows = new ArrowTensorReader(column, List.of(file), CONFIGURATION)) {
                for (int row : new int[] {0, 1, 2, 4, 1, 0}) {
                    assertNumbers(row, rows.read(place(file, row), DECLARED, Layout.NCHW));
                }
                if (form.matches("lists|bytes|tensors")) {
                    BadDataException isNull = assertThrows(
                            BadDataException.class, () -> rows.read(place(file, NULL_ROW), DECLARED, Layout.NCHW));
                    assertEquals(Reason.NULL_VALUE, isNull.reason());
                }
                assertNumbers(2, rows.read(place(file, 2), DECLARED, Layout.NCHW));
            }
        }
    }

    @Test
    void longValuesAreReadInAnyOrder() throws IOException {
        for (String name : List.of("long-lz4.arrow", "long-zstd.arrow")) {
            ArrowFile file = index(ArrowFixture.file(name));
            TensorReader.Declared declared = new TensorReader.Declared() {
                @Override
                public int[] shape(long bytes) {
                    return new int[] {1, (int) bytes / 4};
                }

                @Override
                public DType dtype() {
                    return DType.FLOAT32;
                }
            };
            try (TensorReader rows = new ArrowTensorReader("bytes", List.of(file), CONFIGURATION)) {
                for (int row : new int[] {1, 1}) {
                    Tensor x = rows.read(place(file, row), declared, Layout.HW).element(0);
                    assertEquals(256 * 512 / 4, x.size(0));
                    assertEquals(Float.intBitsToFloat(0x03020100), x.floats()[0]);
                    assertEquals(Float.intBitsToFloat(0x07060504), x.floats()[x.size(0) - 63]);
                }
            }
        }
    }

    @Test
    void whatIsNoListOfNumbersIsLeftToSpark() throws IOException {
        assertTrue(!ArrowTensorReader.canRead(
                index(ArrowFixture.file("lists.arrow")).schema(), "number"));
        assertTrue(!ArrowTensorReader.canRead(
                index(ArrowFixture.file("lists.arrow")).schema(), "none"));
        assertTrue(ArrowTensorReader.canRead(
                index(ArrowFixture.file("tensors.arrow")).schema(), "bytes"));
        assertTrue(ArrowTensorReader.canRead(
                index(ArrowFixture.file("tensors.arrow")).schema(), "variable"));
    }

    @Test
    void raggedListsAndNullsWithinSayWhere() throws IOException {
        Path path = folder.resolve("ragged.arrows");
        try (RootAllocator allocator = new RootAllocator();
                ListVector lists = ListVector.empty("x", allocator)) {
            UnionListWriter writer = lists.getWriter();
            list(writer, new float[][] {{1, 2}, {3}});
            list(writer, new float[][] {{1, Float.NaN}, {2, 3}});
            list(writer, new float[][] {{1, 2}, null});
            list(writer, new float[][] {});
            lists.setValueCount(4);
            try (VectorSchemaRoot root = VectorSchemaRoot.of(lists);
                    var out = Files.newOutputStream(path);
                    ArrowStreamWriter stream = new ArrowStreamWriter(root, null, out)) {
                root.setRowCount(4);
                stream.writeBatch();
            }
        }
        ArrowFile file = index(path);
        try (TensorReader rows = new ArrowTensorReader("x", List.of(file), CONFIGURATION)) {
            assertBad(rows, file, 0, Reason.BAD_SHAPE, "[1] has 1 where [0] has 2");
            assertBad(rows, file, 1, Reason.NULL_VALUE, "there is a null at position 1");
            assertBad(rows, file, 2, Reason.NULL_VALUE, "[1] is null");
            assertBad(rows, file, 3, Reason.EMPTY, "[0, 0]");
        }
    }

    @Test
    void damageCostsTheRowsOfItsBatch() throws IOException {
        byte[] bytes = Files.readAllBytes(ArrowFixture.file("long-lz4.arrow"));
        int frame = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("\u0004\"M\u0018");
        bytes[frame] = 0;
        ArrowFile file = index(Files.write(folder.resolve("damaged.arrow"), bytes));
        try (TensorReader rows = new ArrowTensorReader("bytes", List.of(file), CONFIGURATION)) {
            assertBad(rows, file, 0, Reason.UNREADABLE, "damaged.arrow is damaged");
        }
    }

    private static void list(UnionListWriter writer, float[][] rows) {
        writer.startList();
        for (float[] row : rows) {
            if (row == null) {
                writer.list().writeNull();
                continue;
            }
            writer.list().startList();
            for (float value : row) {
                if (Float.isNaN(value)) {
                    writer.list().float4().writeNull();
                } else {
                    writer.list().float4().writeFloat4(value);
                }
            }
            writer.list().endList();
        }
        writer.endList();
    }

    @Test
    void aFileThatChangedSinceItsIndexWasReadIsNotRead() throws IOException {
        Path path = Files.copy(ArrowFixture.file("lists.arrow"), folder.resolve("changed.arrow"));
        ArrowFile file = index(path);
        Files.copy(ArrowFixture.file("long-lz4.arrow"), path, StandardCopyOption.REPLACE_EXISTING);
        try (TensorReader rows = new ArrowTensorReader("list32", List.of(file), CONFIGURATION)) {
            ChangedFileException changed =
                    assertThrows(ChangedFileException.class, () -> rows.read(place(file, 0), DECLARED, Layout.NCHW));
            assertTrue(changed.getMessage().contains("changed.arrow has changed"), changed.getMessage());
        }
    }

    private static TensorReader.Place place(ArrowFile file, int row) {
        return new TensorReader.Place(file.path(), file.version(), row);
    }

    private static void assertBad(TensorReader rows, ArrowFile file, int row, Reason reason, String said) {
        BadDataException bad =
                assertThrows(BadDataException.class, () -> rows.read(place(file, row), DECLARED, Layout.NCHW));
        assertEquals(reason, bad.reason(), bad.getMessage());
        assertTrue(bad.getMessage().contains(said), bad.getMessage());
    }

    private static void assertNumbers(int row, Values values) {
        assertEquals(1, values.count());
        Tensor x = values.element(0);
        assertEquals(List.of(WIDTH, HEIGHT, CHANNELS), List.of(x.size(0), x.size(1), x.size(2)));
        float[] numbers = new float[ArrowFixture.LENGTH];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = x.isFloat() ? x.floats()[i] : (float) x.doubles()[i];
        }
        assertArrayEquals(ArrowFixture.numbers(row), numbers);
    }

    private static ArrowFile index(Path path) throws IOException {
        return ArrowFiles.read(List.of(path.toString()), CONFIGURATION).get(0);
    }
}
