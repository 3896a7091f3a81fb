package org.visionheatmaps.spark.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJobTestBase;

/** The importer of a real FiftyOne takes the folder; what it does then needs MongoDB. */
@Tag("externals")
@Tag("spark")
class FiftyOneTest extends RenderJobTestBase {
    private static final String VARIABLE = "VISION_HEATMAPS_FIFTYONE";
    private static final String PROGRAM =
            """
            import sys
            import fiftyone
            from fiftyone.utils.data import FiftyOneDatasetImporter, LegacyFiftyOneDatasetImporter
            importer = FiftyOneDatasetImporter(sys.argv[1])
            assert importer._is_legacy_format_data()  # So does Dataset.from_dir find the form that has samples alone.
            with LegacyFiftyOneDatasetImporter(sys.argv[1]) as samples:
                for sample in samples:
                    map = fiftyone.Heatmap(map_path=sample.filepath, range=[0, 65535]).get_map()
                    box = sample.box and [round(side, 3) for side in sample.box.bounding_box]
                    print("sample", sample.heatmap_id, sample.label, sample.media_type, box, map.dtype, map.tolist())
            """;

    @Test
    void fiftyOneImportsSamplesAndReadsMaps() throws IOException, InterruptedException {
        String python = System.getenv(VARIABLE);
        // Not an error where other programs are required: it is 1 GB.
        assumeTrue(
                python != null && !python.isBlank(),
                VARIABLE + " names no Python with the packages of scripts/requirements-fiftyone.txt");
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.BinaryType)
                .add("label", DataTypes.StringType);
        AttributionFile.write(
                spark,
                schema,
                List.of(
                        RowFactory.create("b/1", AttributionFile.littleEndian(0, 5, 1, 2, 4, 0), "cat"),
                        RowFactory.create("a", AttributionFile.littleEndian(-1, -2, -5, -1, -1, -1), null)),
                in());
        render(
                input().withShape(List.of(2, 3)),
                png().withPng(new PngEncoding(PngEncoding.Effort.FAST, PngEncoding.Color.GREY16))
                        .withViewer(Viewer.FIFTYONE)
                        .withBoxes(0.5));
        assertEquals(
                """
                sample a None image None uint16 [[65535, 49151, 0], [65535, 65535, 65535]]
                sample b/1 cat image [0.333, 0.0, 0.333, 1.0] uint16 [[0, 65535, 13107], [26214, 52428, 0]]
                """,
                run(python, out()));
    }

    private String run(String python, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(python, "-c", PROGRAM, output.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("FIFTYONE_DO_NOT_TRACK", "true");
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text.lines().filter(line -> line.startsWith("sample ")).reduce("", (all, line) -> all + line + "\n");
    }
}
