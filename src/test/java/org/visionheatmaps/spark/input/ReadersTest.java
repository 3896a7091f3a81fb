package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.visionheatmaps.png.PngEncoding;
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

    /** One map as numbers, and as levels of grey that their range turns into the same numbers. */
    @Test
    void numpyAndPillowReadValues() throws IOException, InterruptedException {
        draw("values", OutputFormat.VALUES, List.of());
        for (PngEncoding.Color color : List.of(PngEncoding.Color.GREY8, PngEncoding.Color.GREY16)) {
            OutputOptions options =
                    OutputOptions.of(shared.resolve(color.toString()).toString(), OutputFormat.PNG);
            RenderJobTestBase.job(
                            InputOptions.of(shared.resolve("in").toString()).withShape(List.of(2, 3)),
                            options.withPng(new PngEncoding(PngEncoding.Effort.FAST, color)),
                            ErrorPolicy.FAIL)
                    .run(SparkTestSession.get(), Progress.NONE);
        }
        String checked = Python.run(
                """
                import sys, numpy, pandas
                from PIL import Image
                table = pandas.read_parquet(sys.argv[1] + "/values").set_index("id")
                for name, mode, last in (("grey8", "L", 255), ("grey16", "I;16", 65535)):
                    for id, row in table.iterrows():
                        values = numpy.frombuffer(row["attribution"], row["dtype"]).reshape(row["shape"])
                        image = Image.open(f"{sys.argv[1]}/{name}/{id}.png")
                        assert image.mode == mode and values.shape == (2, 3), (image.mode, values.shape)
                        lower, upper = map(float, image.text["heatmap:range"].split())
                        assert (lower, upper) == (row["range_min"], row["range_max"])
                        levels = numpy.asarray(image).astype(float)
                        back = lower + levels / last * (upper - lower)
                        assert abs(back - values).max() <= (upper - lower) / last / 2 * 1.000001, (back, values)
                        assert levels.min() == 0 and levels.max() == last
                        print(id, name, sorted(values.ravel().tolist()))
                """,
                shared.toString());
        assertEquals(12, checked.lines().count(), checked);
        assertTrue(checked.contains("id.4 grey16 [-2.0, 1.0, 3.0, 4.0, 5.0, 8.0]"), checked);
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
