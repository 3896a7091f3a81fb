package org.visionheatmaps.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.visionheatmaps.io.parquet.ParquetStatistics;
import org.visionheatmaps.io.parquet.ParquetTensorReader;

/** The attributions of Parquet files: footers, and pages under a footer that is in order. */
@Tag("fast")
class ParquetFuzz {
    private static final Configuration FILES = MemoryFiles.configuration();
    private static final String COLUMN = "attribution";

    @FuzzTest
    void parquet(byte[] bytes) {
        Refused.orRead(() -> read(MemoryFiles.put("values.parquet", bytes)));
    }

    private static void read(String uri) throws IOException {
        ParquetStatistics footers = ParquetStatistics.read(List.of(uri), COLUMN, FILES);
        if (footers.areStored()) {
            try (ParquetTensorReader values = new ParquetTensorReader(COLUMN, FILES)) {
                EveryRow.read(values, uri, footers.files().get(uri).version(), footers.rows());
            }
        }
    }
}
