package org.visionheatmaps.fuzz;

import java.io.IOException;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.io.file.TensorReader;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.HeapLimit;
import org.visionheatmaps.tensor.Layout;

/** Reads all rows of a file as a task does. */
final class EveryRow {
    /** Rows that may have no byte of their own, so that a file of 100 bytes may have billions. */
    private static final long MAX_ROWS = 1000;

    private static final TensorReader.Declared DECLARED = new TensorReader.Declared() {
        @Override
        public int[] shape(long bytes) {
            return new int[] {3, 4, (int) Math.max(1, bytes / 48)};
        }

        @Override
        public DType dtype() {
            return DType.FLOAT32;
        }
    };

    private EveryRow() {}

    /** A row that cannot be read does not stop the next. */
    static void read(TensorReader values, String path, FileVersion version, long rows) throws IOException {
        for (long row = 0; row < Math.min(rows, MAX_ROWS); row++) {
            try {
                TensorReader.Place place = new TensorReader.Place(path, version, row);
                HeapLimit.guard(() -> values.read(place, DECLARED, Layout.NCHW));
            } catch (BadDataException e) {
                continue;
            }
        }
    }
}
