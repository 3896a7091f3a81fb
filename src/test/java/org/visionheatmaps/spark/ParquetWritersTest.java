package org.visionheatmaps.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.audit.RunReport;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** The job draws files of other writers as they are. Every file's values are read in StoredColumnTest; here, the odd ones go all the way. */
class ParquetWritersTest extends RenderJobTestBase {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pyarrow-list",
                "pyarrow-large-binary",
                "pyarrow-binary-float16",
                "pyarrow-list-float16",
                "pyarrow-struct",
                "pyarrow-page-v2-nested",
                "pyarrow-byte-stream-split",
                "pandas",
                "polars-array",
                "duckdb-array",
                "datasets-array3d",
                "ray-tensor"
            })
    void aFileIsDrawnAsItIs(String name) throws IOException, URISyntaxException {
        Path file =
                Path.of(getClass().getResource("/parquet/" + name + ".parquet").toURI());
        RunReport report = render(InputOptions.of(file.toString()).withShape(List.of(3, 4, 5)), png());
        assertEquals(7, report.rendered());
        for (int row = 0; row < 7; row++) {
            float[] values = new float[60];
            for (int k = 0; k < values.length; k++) {
                values[k] = ((k * 37 + row * 11) % 97 - 40) / 64f;
            }
            RgbImage wanted = RgbImage.ofColors(Pipeline.parse(PIPELINE)
                    .fitted()
                    .apply(Tensor.channels(values, 5, 4, 3), null)
                    .value());
            assertArrayEquals(wanted.rgb(), pixels("r" + row + ".png").rgb(), "row " + row);
        }
    }
}
