package org.visionheatmaps.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.visionheatmaps.io.numpy.ArrayFile;
import org.visionheatmaps.io.numpy.NpyReader;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.HeapLimit;
import org.visionheatmaps.tensor.Layout;

/** Files of arrays that {@code import} reads. */
@Tag("fast")
class ArraysFuzz {
    private static final Configuration FILES = MemoryFiles.configuration();

    @FuzzTest
    void npy(byte[] bytes) {
        Refused.orRead(() -> read(MemoryFiles.put("array.npy", bytes)));
    }

    @FuzzTest
    void npz(byte[] bytes) {
        Refused.orRead(() -> read(MemoryFiles.put("arrays.npz", bytes)));
    }

    @FuzzTest
    void safetensors(byte[] bytes) {
        Refused.orRead(() -> read(MemoryFiles.put("arrays.safetensors", bytes)));
    }

    @FuzzTest
    void hdf5(byte[] bytes) {
        Refused.orRead(() -> read(MemoryFiles.put("arrays.h5", bytes)));
    }

    /** As {@code import} does: an array that cannot be read does not stop the next. */
    private static void read(String uri) throws IOException {
        try (ArrayFile file = ArrayFile.open(new Path(uri), FILES)) {
            while (file.next()) {
                file.key();
                try {
                    NpyReader.Rows rows = file.array().rows(Layout.NCHW, Optional.of(DType.FLOAT32));
                    while (rows.hasNext()) {
                        HeapLimit.guard(rows::next);
                    }
                } catch (BadDataException e) {
                    continue;
                }
            }
        }
    }
}
