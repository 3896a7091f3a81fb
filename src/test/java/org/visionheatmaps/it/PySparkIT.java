package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.Externals;
import org.visionheatmaps.Python;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** A real PySpark with nothing but the job's jar: the data source, the functions and the sink by their names. */
@Tag("externals")
@Tag("spark")
class PySparkIT {
    private static final int ROWS = 5;
    private static final int WIDTH = 6;
    private static final int HEIGHT = 8;
    private static final int CHANNELS = 3;

    @TempDir
    Path folder;

    @Test
    void arrowInPicturesBySqlDeltaOut() throws IOException, InterruptedException, URISyntaxException {
        Python.require();
        Externals.require(
                Python.run("import importlib.util as u; print(u.find_spec('pyspark') is not None)")
                        .startsWith("True"),
                "Python has no package pyspark");
        Path script = Path.of(getClass().getResource("/pyspark/tour.py").toURI());
        String jars;
        try (Stream<Path> runtimes = Files.list(Path.of(System.getProperty("visionheatmaps.lake.runtimes")))) {
            jars = Stream.concat(
                            Stream.of(Distribution.home().resolve("vision-heatmaps-job.jar")),
                            runtimes.filter(jar -> jar.getFileName().toString().startsWith("delta")))
                    .map(Path::toString)
                    .collect(Collectors.joining(","));
        }
        Distribution.Outcome outcome =
                Distribution.run(List.of(Python.require().toString(), script.toString(), jars, folder.toString()));
        assertEquals(0, outcome.exitCode(), outcome.output());
        List<String> drawn = outcome.output()
                .lines()
                .filter(line -> line.matches("r[0-9] [0-9a-f]+"))
                .toList();
        assertEquals(ROWS, drawn.size(), outcome.output());
        for (int row = 0; row < ROWS; row++) {
            assertEquals("r" + row + " " + HexFormat.of().formatHex(wanted(row).rgb()), drawn.get(row));
        }
    }

    @Test
    void functionsSinkAndSourceThroughConnect() throws IOException, InterruptedException, URISyntaxException {
        Python.require();
        Externals.require(
                Python.run("import importlib.util as u; print(all(map(u.find_spec, ['pyspark', 'grpc', 'pandas'])))")
                        .startsWith("True"),
                "Python has no package pyspark[connect]");
        Path script = Path.of(getClass().getResource("/pyspark/connect.py").toURI());
        Distribution.Outcome outcome = Distribution.run(List.of(
                Python.require().toString(),
                script.toString(),
                Distribution.home().resolve("vision-heatmaps-job.jar").toString(),
                folder.resolve("out").toString()));
        assertEquals(0, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().contains("connected"), outcome.output());
    }

    /** The core's picture of the same numbers; NumPy's sine is not Java's, so they come from a file. */
    private RgbImage wanted(int row) throws IOException {
        float[] values = new float[CHANNELS * HEIGHT * WIDTH];
        byte[] bytes = Files.readAllBytes(folder.resolve("values.f32"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row * values.length, values);
        return RgbImage.ofColors(Pipeline.parse("SumReduction() |> CenteredColormap(:berlin) |> FlipImage()")
                .fitted()
                .apply(Tensor.channels(values, WIDTH, HEIGHT, CHANNELS), null)
                .value());
    }
}
