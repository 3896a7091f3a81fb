package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.Python;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;

/** What readers of other people make of the output: each prints ids, sizes and the sum of a picture's pixels. */
@Tag("externals")
@Tag("spark")
class ReadersTest {
    private static final String SHOW =
            """
            import io, sys
            from PIL import Image
            def show(id, image):
                if isinstance(image, (bytes, bytearray, memoryview)):
                    image = Image.open(io.BytesIO(image))
                assert image.mode in ("P", "RGB"), image.mode
                image = image.convert("RGB")
                lines.append(f"{id} {image.width}x{image.height} {sum(image.tobytes())}")
            lines = []
            def end():
                print("\\n".join(sorted(lines)))
            """;

    @TempDir
    static Path shared;

    private static String expected;

    /** The same heatmaps in every form; what they show is what Pillow finds in the files. */
    @BeforeAll
    static void draw() throws IOException, InterruptedException {
        Python.require();
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
        AttributionFile.write(SparkTestSession.get(), schema, rows, shared.resolve("in"));
        draw("png", OutputFormat.PNG, List.of());
        draw("rows", OutputFormat.PARQUET, List.of());
        draw("partitioned", OutputFormat.PARQUET, List.of("method"));
        draw("shards", OutputFormat.WEBDATASET, List.of());
        expected = read(
                """
                import pathlib
                for file in pathlib.Path(sys.argv[1]).glob("*.png"):
                    show(file.stem, Image.open(file))
                """,
                "png");
        assertEquals(6, expected.lines().count(), expected);
        assertEquals(
                6,
                expected.lines()
                        .map(line -> line.replaceFirst(".* ", ""))
                        .distinct()
                        .count(),
                expected);
    }

    private static void draw(String output, OutputFormat format, List<String> partitions) {
        InputOptions input = InputOptions.of(shared.resolve("in").toString()).withShape(List.of(2, 3));
        OutputOptions options =
                OutputOptions.of(shared.resolve(output).toString(), format).withPartitionBy(partitions);
        RenderJobTestBase.job(input, options, ErrorPolicy.FAIL).run(SparkTestSession.get(), Progress.NONE);
    }

    private static String read(String script, String output) throws IOException, InterruptedException {
        return Python.run(SHOW + script + "end()", shared.resolve(output).toString());
    }

    @Test
    void datasetsShowsImagesWithoutACast() throws IOException, InterruptedException {
        assertEquals(
                expected,
                read(
                        """
                import datasets, tempfile
                table = datasets.load_dataset("parquet", data_files=sys.argv[1] + "/*.parquet", split="train",
                                              cache_dir=tempfile.mkdtemp())
                assert isinstance(table.features["heatmap"], datasets.Image), table.features
                assert table.features["label"] == datasets.Value("int32"), table.features
                for row in table:
                    show(row["id"], row["heatmap"])
                """,
                        "rows"));
    }

    @Test
    void pyarrowReadsRowsAndPartitions() throws IOException, InterruptedException {
        String script =
                """
                import pyarrow.dataset
                table = pyarrow.dataset.dataset(sys.argv[1], format="parquet", partitioning="hive").to_table()
                assert set(table["method"].to_pylist()) == {"grad", "lrp"}
                for row in table.to_pylist():
                    show(row["id"], row["heatmap"]["bytes"])
                """;
        assertEquals(expected, read(script, "rows"));
        assertEquals(expected, read(script, "partitioned"));
    }

    @Test
    void pandasReadsRowsAndPartitions() throws IOException, InterruptedException {
        String script =
                """
                import pandas
                table = pandas.read_parquet(sys.argv[1])
                assert set(table["method"]) == {"grad", "lrp"}
                for id, heatmap in zip(table["id"], table["heatmap"]):
                    show(id, heatmap["bytes"])
                """;
        assertEquals(expected, read(script, "rows"));
        assertEquals(expected, read(script, "partitioned"));
    }

    @Test
    void polarsReadsRowsAndPartitions() throws IOException, InterruptedException {
        String script =
                """
                import polars
                table = polars.read_parquet(sys.argv[1] + "/**/*.parquet", hive_partitioning=True)
                assert set(table["method"]) == {"grad", "lrp"}
                for id, heatmap in zip(table["id"], table["heatmap"]):
                    show(id, heatmap["bytes"])
                """;
        assertEquals(expected, read(script, "rows"));
        assertEquals(expected, read(script, "partitioned"));
    }

    @Test
    void duckdbReadsRowsAndPartitions() throws IOException, InterruptedException {
        String script =
                """
                import duckdb
                rows = duckdb.sql(f"SELECT id, heatmap.bytes, method FROM read_parquet('{sys.argv[1]}/**/*.parquet',"
                                  " hive_partitioning = true)").fetchall()
                assert {row[2] for row in rows} == {"grad", "lrp"}
                for row in rows:
                    show(row[0], row[1])
                """;
        assertEquals(expected, read(script, "rows"));
        assertEquals(expected, read(script, "partitioned"));
    }

    @Test
    void webdatasetReadsShardsAndSoDoesPlainTar() throws IOException, InterruptedException {
        assertEquals(
                expected,
                read(
                        """
                import glob, webdataset
                shards = sorted(glob.glob(sys.argv[1] + "/*.tar"))
                for sample in webdataset.WebDataset(shards, shardshuffle=False, empty_check=False).decode("pil"):
                    assert sample["json"]["method"] in ("grad", "lrp"), sample["json"]
                    assert sample["json"]["pipeline"].startswith("NormReduction() |> RangeColormap"), sample["json"]
                    show(sample["json"]["id"], sample["png"])
                """,
                        "shards"));
        assertEquals(
                expected,
                read(
                        """
                import glob, tarfile
                for shard in sorted(glob.glob(sys.argv[1] + "/*.tar")):
                    with tarfile.open(shard) as tar:
                        for name in tar.getnames():
                            if name.endswith(".png"):
                                show(name[:-4].replace("%2E", "."), tar.extractfile(name).read())
                """,
                        "shards"));
    }
}
