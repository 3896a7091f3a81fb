package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** The job draws files of other writers as they are. Every file's values are read in StoredColumnTest; here, the odd ones go all the way. */
@Tag("spark")
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
        assertDrawn(InputOptions.of(file.toString()).withShape(List.of(3, 4, 5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pyarrow-fixed-shape-tensor",
                "pyarrow-fixed-shape-tensor-permuted",
                "ray-tensor",
                "pyarrow-nested",
                "polars-nested",
                "datasets-array3d"
            })
    void aFileThatTellsItsShapeNeedsNone(String name) throws IOException, URISyntaxException {
        Path file =
                Path.of(getClass().getResource("/parquet/" + name + ".parquet").toURI());
        assertDrawn(InputOptions.of(file.toString()));
    }

    @Test
    void dimensionsThatAreNamedOtherwiseThanTheLayoutAreAnError() throws URISyntaxException {
        Path file = Path.of(getClass()
                .getResource("/parquet/pyarrow-fixed-shape-tensor-permuted.parquet")
                .toURI());
        InputOptions input = InputOptions.of(file.toString()).withLayout(Layout.parse("NHWC"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> render(input, png()));
        assertEquals(
                "The dimensions of the column 'attribution' are named CHW in the files, but the layout is NHWC: give"
                        + " --layout CHW",
                e.getMessage());
    }

    private void assertDrawn(InputOptions input) throws IOException {
        RunReport report = render(input, png());
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
