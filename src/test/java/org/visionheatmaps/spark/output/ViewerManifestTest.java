package org.visionheatmaps.spark.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.visionheatmaps.Python;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.spark.incremental.RenderBatches;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;

/** Manifests of folders of pictures, for programs that show them. */
@Tag("spark")
class ViewerManifestTest extends RenderJobTestBase {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Names that "datasets" would take for parts of a dataset. */
    private static final List<String> IDS = List.of("cat", "my_test_1", "a/b ü", "img.train.2", "_x\ny", "bad");

    private static final int GOOD = IDS.size() - 1;

    private void write() {
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.BinaryType)
                .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
                .add("method", DataTypes.StringType)
                .add("probability", DataTypes.DoubleType)
                .add("label", DataTypes.StringType)
                .add("photograph", DataTypes.BinaryType)
                .add("photo_file_name", DataTypes.StringType)
                .add("tags", DataTypes.StringType);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < IDS.size(); i++) {
            rows.add(RowFactory.create(
                    IDS.get(i),
                    AttributionFile.littleEndian(0, i + 1, i + 1, 0, 0, i == GOOD ? Float.NaN : 0),
                    List.of(2, 3),
                    i % 2 == 0 ? "grad" : "lrp",
                    i == 1 ? Double.NaN : i / 4.0,
                    i == 2 ? "quote \" \u2028 end" : null,
                    new byte[] {1, 2},
                    "nowhere.png",
                    "theirs"));
        }
        AttributionFile.write(spark, schema, rows, in());
    }

    private OutputOptions viewed(Viewer viewer) {
        return png().withViewer(viewer);
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out().resolve("metadata.jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static JsonNode of(Iterable<JsonNode> all, String key, String value) {
        for (JsonNode each : all) {
            if (each.get(key).asText().equals(value)) {
                return each;
            }
        }
        throw new AssertionError("no " + value);
    }

    @Test
    void linesOfHuggingFaceNameEveryFileAndWhatItsRowHas() throws IOException {
        write();
        render(input(), viewed(Viewer.HUGGINGFACE).withBoxes(0.15).withPartitionBy(List.of("method")));
        List<JsonNode> lines = lines();
        assertEquals(
                pngs(),
                lines.stream()
                        .map(line -> line.get("file_name").asText())
                        .sorted()
                        .toList());
        assertEquals(GOOD, lines.size());
        assertEquals(
                "{\"file_name\":\"method=grad/cat.png\",\"id\":\"cat\",\"method\":\"grad\",\"probability\":0.0,"
                        + "\"label\":null,\"photo_file_name_of_input\":\"nowhere.png\",\"tags\":\"theirs\","
                        + "\"width\":3,\"height\":2,\"range_min\":0.0,\"range_max\":1.0,"
                        + "\"pipeline\":\"NormReduction() |> RangeColormap(:batlow, 0.0, 1.0) |> FlipImage()\","
                        + "\"box\":{\"x\":1,\"y\":0,\"width\":2,\"height\":1}}",
                of(lines, "id", "cat").toString());
        assertTrue(of(lines, "id", "my_test_1").get("probability").isNull());
        assertEquals(
                "quote \" \u2028 end", of(lines, "id", "a/b ü").get("label").asText());
        assertTrue(Files.readString(out().resolve("README.md")).contains("- metadata.jsonl"));
        assertFalse(files().stream().anyMatch(name -> name.startsWith("_lines")), files().toString());
    }

    @Test
    void samplesOfFiftyOneHaveBoxesAsDetections() throws IOException {
        write();
        render(input(), viewed(Viewer.FIFTYONE).withBoxes(0.9));
        JsonNode samples = JSON.readTree(out().resolve("samples.json").toFile()).get("samples");
        assertEquals(GOOD, samples.size());
        JsonNode cat = of(samples, "heatmap_id", "cat");
        assertEquals("cat.png", cat.get("filepath").asText());
        assertEquals("theirs", cat.get("tags_of_input").asText());
        assertFalse(cat.has("tags") || cat.has("id"), cat.toString());
        assertEquals("Detection", cat.get("box").get("_cls").asText());
        double[] bounds = JSON.convertValue(cat.get("box").get("bounding_box"), double[].class);
        assertArrayEquals(new double[] {1 / 3.0, 0, 2 / 3.0, 0.5}, bounds, 1e-12);
    }

    @Test
    void lettersOfGlobsInTheNameOfTheOutputAreLetters() throws IOException {
        write();
        Path odd = folder.resolve("o[1] {a,b}");
        render(input(), OutputOptions.of(odd.toString(), OutputFormat.PNG).withViewer(Viewer.HUGGINGFACE));
        assertEquals(GOOD, Files.readAllLines(odd.resolve("metadata.jsonl")).size());
    }

    @ParameterizedTest
    @EnumSource(Viewer.class)
    void theManifestHasTheSameBytesWhateverThePartitions(Viewer viewer) throws IOException {
        write();
        byte[] first = null;
        for (String partitions : new String[] {"1", "4", "element"}) {
            new RenderJob(
                            input(),
                            Pipeline.parse(PIPELINE),
                            viewed(viewer).withMode(OutputOptions.Mode.OVERWRITE),
                            RenderOptions.DEFAULT.withPartitioning(Partitioning.parse(partitions)))
                    .run(spark, Progress.NONE);
            byte[] manifest = Files.readAllBytes(out().resolve(viewer.file()));
            first = first == null ? manifest : first;
            assertArrayEquals(first, manifest, partitions);
        }
    }

    @Test
    void rowsThatShareAnIdAreInTheQuarantineAndNotInTheManifest() throws IOException {
        StructType schema = new StructType().add("id", DataTypes.StringType).add("attribution", DataTypes.BinaryType);
        byte[] values = AttributionFile.littleEndian(1, 2, 3, 4);
        AttributionFile.write(
                spark,
                schema,
                List.of(RowFactory.create("a", values), RowFactory.create("b", values), RowFactory.create("a", values)),
                in());
        render(input().withShape(List.of(2, 2)), viewed(Viewer.HUGGINGFACE));
        assertEquals(List.of("b.png"), pngs());
        assertEquals(1, lines().size());
    }

    @ParameterizedTest
    @EnumSource(Viewer.class)
    void nothingDrawnIsAnEmptyManifest(Viewer viewer) throws IOException {
        StructType schema = new StructType().add("id", DataTypes.StringType).add("attribution", DataTypes.BinaryType);
        AttributionFile.write(
                spark, schema, List.of(RowFactory.create("a", AttributionFile.littleEndian(Float.NaN))), in());
        render(input().withShape(List.of(1, 1)), viewed(viewer));
        String manifest = Files.readString(out().resolve(viewer.file()));
        assertEquals(
                0,
                viewer == Viewer.HUGGINGFACE
                        ? manifest.length()
                        : JSON.readTree(manifest).get("samples").size());
    }

    @Test
    void noIdIsCalledAsAManifest() throws IOException {
        StructType schema = new StructType().add("id", DataTypes.StringType).add("attribution", DataTypes.BinaryType);
        List<Row> rows = new ArrayList<>();
        for (String id : List.of("metadata.jsonl", "samples.json", "README.md")) {
            rows.add(RowFactory.create(id, AttributionFile.littleEndian(1, 2, 3, 4)));
        }
        AttributionFile.write(spark, schema, rows, in());
        render(input().withShape(List.of(2, 1, 1, 2)), viewed(Viewer.HUGGINGFACE));
        assertEquals(6, lines().size());
        assertTrue(pngs().contains("metadata%2Ejsonl/1.png"), pngs().toString());
    }

    @Test
    void onlyAWholeFolderOfFilesHasAManifest() {
        write();
        assertRefused("whole folder", () -> viewed(Viewer.FIFTYONE).withMode(OutputOptions.Mode.APPEND));
        assertRefused("files of --format png", () -> OutputOptions.of(out().toString(), OutputFormat.PARQUET)
                .withViewer(Viewer.FIFTYONE));
        assertRefused("the format is webdataset", () -> OutputOptions.of(out().toString(), OutputFormat.WEBDATASET)
                .withViewer(Viewer.HUGGINGFACE));
        OutputOptions rows = OutputOptions.of(out().toString(), OutputFormat.PARQUET)
                .withViewer(Viewer.HUGGINGFACE)
                .withMode(OutputOptions.Mode.APPEND);
        RenderBatches.requirePossible(job(input(), rows, ErrorPolicy.FAIL));
        RenderJob job = job(input(), viewed(Viewer.FIFTYONE), ErrorPolicy.FAIL);
        assertRefused("incremental run", () -> RenderBatches.requirePossible(job));
    }

    private static void assertRefused(String what, Runnable action) {
        String message =
                assertThrows(IllegalArgumentException.class, action::run).getMessage();
        assertTrue(message.contains(what), message);
    }

    /** With the real library: the folder as it is, by its name alone. */
    @Test
    @Tag("externals")
    void datasetsOpensTheFolderAsItIs() throws IOException, InterruptedException {
        Python.require();
        write();
        for (String partition : new String[] {"", "method"}) {
            InputOptions input = input();
            OutputOptions output = viewed(Viewer.HUGGINGFACE)
                    .withBoxes(0.15)
                    .withMode(OutputOptions.Mode.OVERWRITE)
                    .withPartitionBy(partition.isEmpty() ? List.of() : List.of(partition));
            render(input, output.withSheet(SheetSize.parse("1x2")));
            String shown = Python.run(
                    """
                    import datasets, json, os, pathlib, sys, tempfile
                    from PIL import Image
                    os.environ["HF_HUB_OFFLINE"] = "1"
                    folder = pathlib.Path(sys.argv[1])
                    table = datasets.load_dataset(sys.argv[1], split="train", cache_dir=tempfile.mkdtemp())
                    assert isinstance(table.features["image"], datasets.Image), table.features
                    assert table.features["probability"] == datasets.Value("float64"), table.features
                    names = {line["id"]: line["file_name"] for line in
                             map(json.loads, open(folder / "metadata.jsonl", encoding="utf-8"))}
                    for row in table:
                        wanted = Image.open(folder / names[row["id"]])
                        assert row["image"].convert("RGB").tobytes() == wanted.convert("RGB").tobytes(), row
                        print(json.dumps([row["id"], row["image"].size, row["box"]["width"], row["label"] is None]))
                    """,
                    out().toString());
            assertEquals(GOOD, shown.lines().count(), shown);
            assertTrue(shown.contains("[\"cat\", [3, 2], 2, true]"), shown);
            assertTrue(shown.contains("[\"my_test_1\", [3, 2]"), shown);
        }
    }
}
