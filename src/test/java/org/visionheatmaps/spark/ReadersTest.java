package org.visionheatmaps.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.Python;

/** What readers of other people make of the output: each prints ids, sizes and the sum of a picture's pixels. */
class ReadersTest extends RenderJobTestBase {
    private static final String SHOW =
            """
            import io, sys
            from PIL import Image
            def show(id, image):
                if isinstance(image, (bytes, bytearray, memoryview)):
                    image = Image.open(io.BytesIO(image))
                assert image.mode == "RGB", image.mode
                lines.append(f"{id} {image.width}x{image.height} {sum(image.tobytes())}")
            lines = []
            def end():
                print("\\n".join(sorted(lines)))
            """;

    private String expected;

    @BeforeEach
    void writeInput() {
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.BinaryType)
                .add("method", DataTypes.StringType)
                .add("label", DataTypes.IntegerType);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(RowFactory.create(
                    "id." + i, AttributionFile.littleEndian(i, 1, -2, 3, 5, 8), i % 2 == 0 ? "grad" : "lrp", i));
        }
        AttributionFile.write(spark, schema, rows, in());
    }

    private InputOptions flat() {
        return InputOptions.of(in().toString()).withShape(List.of(2, 3));
    }

    private void rows() throws IOException, InterruptedException {
        Python.require();
        render(flat(), png());
        expected = Python.run(
                SHOW
                        + """
                import pathlib
                for file in pathlib.Path(sys.argv[1]).glob("*.png"):
                    show(file.stem, Image.open(file))
                end()
                """,
                out().toString());
        assertEquals(6, expected.lines().count(), expected);
        render(flat(), OutputOptions.of(table(), OutputFormat.PARQUET));
    }

    private String table() {
        return folder.resolve("rows").toString();
    }

    @Test
    void datasetsShowsImagesWithoutACast() throws IOException, InterruptedException {
        rows();
        assertEquals(
                expected,
                Python.run(
                        SHOW
                                + """
                import datasets, tempfile
                table = datasets.load_dataset("parquet", data_files=sys.argv[1] + "/*.parquet", split="train",
                                              cache_dir=tempfile.mkdtemp())
                assert isinstance(table.features["heatmap"], datasets.Image), table.features
                assert table.features["label"] == datasets.Value("int32"), table.features
                for row in table:
                    show(row["id"], row["heatmap"])
                end()
                """,
                        table()));
    }
}
