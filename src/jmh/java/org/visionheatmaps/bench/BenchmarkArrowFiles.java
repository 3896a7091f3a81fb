package org.visionheatmaps.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/** The rows to be measured with as Arrow files, uncompressed, as pyarrow writes them. */
final class BenchmarkArrowFiles {
    private static final int ROWS_PER_BATCH = 64;

    private BenchmarkArrowFiles() {}

    /** Writes the same rows as {@link BenchmarkFiles} into so many files of a folder, and a mark when it is done. */
    static void write(Path folder, BenchmarkFiles.Input input, int rows, int files) {
        SampleTensors sample = SampleTensors.read();
        try {
            Files.createDirectories(folder);
            for (int f = 0; f < files; f++) {
                int from = (int) ((long) rows * f / files);
                int to = (int) ((long) rows * (f + 1) / files);
                write(folder.resolve("part-" + f + ".arrow"), input, sample, from, to);
            }
            Files.writeString(folder.resolve("_SUCCESS"), "");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + folder, e);
        }
    }

    private static void write(Path file, BenchmarkFiles.Input input, SampleTensors sample, int from, int to)
            throws IOException {
        try (RootAllocator allocator = new RootAllocator();
                VarCharVector ids = new VarCharVector("id", allocator);
                FieldVector attributions = vector(input, allocator);
                VectorSchemaRoot root = VectorSchemaRoot.of(ids, attributions);
                var channel = Files.newByteChannel(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
            writer.start();
            for (int first = from; first < to; first += ROWS_PER_BATCH) {
                int count = Math.min(ROWS_PER_BATCH, to - first);
                root.allocateNew();
                for (int r = 0; r < count; r++) {
                    ids.setSafe(r, ("image-" + (first + r)).getBytes(StandardCharsets.UTF_8));
                    set(attributions, r, sample.scaled(first + r));
                }
                root.setRowCount(count);
                writer.writeBatch();
            }
            writer.end();
        }
    }

    private static FieldVector vector(BenchmarkFiles.Input input, RootAllocator allocator) {
        FieldType floats = FieldType.notNullable(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
        return switch (input) {
            case ARROW_BINARY -> new VarBinaryVector("attribution", allocator);
            case ARROW_FIXED -> {
                FixedSizeListVector lists = FixedSizeListVector.empty("attribution", SampleTensors.LENGTH, allocator);
                lists.addOrGetVector(floats);
                yield lists;
            }
            case ARROW_LIST -> {
                ListVector lists = ListVector.empty("attribution", allocator);
                lists.addOrGetVector(floats);
                yield lists;
            }
            default -> throw new IllegalArgumentException(input.toString());
        };
    }

    private static void set(FieldVector vector, int row, float[] values) {
        if (vector instanceof VarBinaryVector binary) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            binary.setSafe(row, bytes.array());
            return;
        }
        Float4Vector numbers;
        int start;
        if (vector instanceof FixedSizeListVector lists) {
            start = lists.startNewValue(row);
            numbers = (Float4Vector) lists.getDataVector();
        } else {
            ListVector lists = (ListVector) vector;
            start = lists.startNewValue(row);
            lists.endValue(row, values.length);
            numbers = (Float4Vector) lists.getDataVector();
        }
        for (int i = 0; i < values.length; i++) {
            numbers.setSafe(start + i, values[i]);
        }
    }
}
