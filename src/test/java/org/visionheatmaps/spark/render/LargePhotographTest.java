package org.visionheatmaps.spark.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.Layout;

/** A scanned slide of seventy million pixels beside a photograph of usual size, with a heap of 2 GB. */
@Tag("spark")
class LargePhotographTest extends RenderJobTestBase {
    @Test
    void itIsDrawnAndSoIsItsNeighbour() throws IOException {
        Path slide = photograph("slide.jpg", 9400, 7500);
        Path small = photograph("small.jpg", 94, 75);
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.createArrayType(DataTypes.FloatType))
                .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
                .add("image", DataTypes.StringType);
        Float[] map = new Float[75 * 94];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) (i % 97);
        }
        spark.createDataFrame(
                        List.of(
                                RowFactory.create("slide", map, new Integer[] {75, 94}, slide.toString()),
                                RowFactory.create("small", map, new Integer[] {75, 94}, small.toString())),
                        schema)
                .coalesce(1)
                .write()
                .mode("append")
                .parquet(in().toString());

        RunReport report = new RenderJob(
                        input().withLayout(Layout.parse("HW")),
                        Preset.CAM.pipeline(),
                        png(),
                        RenderOptions.of(ErrorPolicy.QUARANTINE))
                .run(spark, Progress.NONE);

        assertEquals(List.of("_SUCCESS", "_report.json", "slide.png", "small.png"), files());
        assertEquals(2, report.rendered());
        assertEquals(94, pixels("small.png").width());
        assertEquals(List.of(9400, 7500), size("slide.png"));
    }

    /** Width and height as the header of a PNG has them: its pixels alone would take 200 MB. */
    private List<Integer> size(String png) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(out().resolve(png)))) {
            in.skipNBytes(16);
            return List.of(in.readInt(), in.readInt());
        }
    }

    private Path photograph(String name, int width, int height) throws IOException {
        Files.createDirectories(in());
        Path file = folder.resolve("in").resolve(name);
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "jpeg", file.toFile());
        return file;
    }
}
