package org.visionheatmaps.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.visionheatmaps.io.arrow.ArrowFile;
import org.visionheatmaps.io.arrow.ArrowIndex;
import org.visionheatmaps.io.arrow.ArrowTensorReader;
import org.visionheatmaps.io.file.FileVersion;

/** The attributions of Arrow files, streams and Feather files. */
@Tag("fast")
class ArrowFuzz {
    private static final Configuration FILES = MemoryFiles.configuration();

    @FuzzTest
    void arrow(byte[] bytes) {
        Refused.orRead(() -> {
            FileVersion version = new FileVersion(bytes.length, 0, null);
            ArrowFile file = ArrowIndex.read(MemoryFiles.put("values.arrow", bytes), version, FILES);
            for (Field field : file.schema().getFields()) {
                if (ArrowTensorReader.canRead(file.schema(), field.getName())) {
                    read(file, field.getName());
                }
            }
        });
    }

    private static void read(ArrowFile file, String column) throws IOException {
        try (ArrowTensorReader values = new ArrowTensorReader(column, List.of(file), FILES)) {
            EveryRow.read(values, file.path(), file.version(), file.rows());
        }
    }
}
