package org.visionheatmaps.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.io.file.InputListing.ListedFile;
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
        Path path = new Path(URI.create(uri));
        FileVersion version = FileVersion.of(path.getFileSystem(FILES).getFileStatus(path));
        ParquetStatistics footer = ParquetStatistics.read(
                new ListedFile(uri, version), COLUMN, (schema, locked) -> schema.toString(), FILES);
        if (footer.problem() != null) {
            throw new IOException(footer.problem());
        }
        if (footer.isStored()) {
            try (ParquetTensorReader values = new ParquetTensorReader(COLUMN, FILES)) {
                EveryRow.read(values, uri, version, footer.rows());
            }
        }
    }
}
