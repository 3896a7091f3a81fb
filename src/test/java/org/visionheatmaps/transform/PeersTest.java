package org.visionheatmaps.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Steps beside what other libraries make of the same numbers: see the folder's README. */
@Tag("fast")
class PeersTest {
    private static final Path FOLDER = Path.of("src/test/resources/peers");

    static List<String> captum() throws IOException {
        return rows("captum.csv");
    }

    static List<String> resized() throws IOException {
        return rows("resized.csv");
    }

    static List<String> pictures() throws IOException {
        return rows("pictures.csv");
    }

    static List<String> cams() throws IOException {
        return rows("cams.csv");
    }

    private static List<String> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(file));
        return lines.subList(1, lines.size());
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** Row by row, as the peers have their arrays. */
    private static double[] values(Tensor x) {
        double[] values = new double[x.pixels()];
        for (int j = 0, to = 0; j < x.size(1); j++) {
            for (int i = 0; i < x.size(0); i++) {
                values[to++] = x.at(i, j);
            }
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("captum")
    void signsAndOutliersAreCaptums(String row) {
        String[] fields = row.split(",");
        double outliers = Integer.parseInt(fields[1]) / 100.0;
        String polarity = fields[0].equals("all") ? "" : " |> Polarity(:" + fields[0].replace("_value", "") + ")";
        Tensor x = Tensor.channels(numbers(fields[4]), Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), 1);
        Tensor normalized = FittedPipeline.parse("SumReduction()" + polarity + " |> MassClip(" + outliers + ")")
                .apply(x, null)
                .value();
        // Captum divides negative values by a negative threshold, which makes -0 of 0.
        assertArrayEquals(numbers(fields[5]), values(normalized), 0, row);
    }

    /** Zennit rounds the colours of its table down in whole numbers; greys are equal. */
    @ParameterizedTest
    @MethodSource("pictures")
    void picturesAreThoseOfZennitAndPair(String row) {
        String[] fields = row.split(",");
        Tensor x = Tensor.channels(numbers(fields[3]), Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), 3);
        byte[] rgb = RgbImage.ofColors(Preset.named(fields[0])
                        .pipeline()
                        .fitted()
                        .apply(x, null)
                        .value())
                .rgb();
        assertPixels(fields[4], rgb, fields[0].equals("zennit") ? 1 : 0, fields[0]);
    }

    /** Beside the sums that go before it, every step is that of pytorch-grad-cam. */
    @ParameterizedTest
    @MethodSource("cams")
    void overlaysOfMapsAreThoseOfPytorchGradCam(String row) {
        String[] fields = row.split(",");
        double[] given = numbers(fields[2]);
        float[] values = new float[given.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) given[i];
        }
        Tensor x = Tensor.channels(values, Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), 1);
        RgbImage photograph = new RgbImage(Integer.parseInt(fields[3]), Integer.parseInt(fields[4]), bytes(fields[5]));
        Tensor drawn = Preset.GRAD_CAM.pipeline().fitted().apply(x, photograph).value();
        assertPixels(fields[6], RgbImage.ofColors(drawn).rgb(), 1, "grad-cam");
    }

    private static byte[] bytes(String text) {
        double[] numbers = numbers(text);
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    private static void assertPixels(String wanted, byte[] rgb, int most, String what) {
        double[] levels = numbers(wanted);
        assertEquals(levels.length, rgb.length);
        for (int i = 0; i < rgb.length; i++) {
            assertEquals(levels[i], rgb[i] & 0xFF, most, what + " at " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("resized")
    void sizesAreThoseOfOpenCvAndPillow(String row) {
        int comma = row.indexOf("\",");
        String method = row.startsWith("\"") ? row.substring(1, comma) : row.substring(0, row.indexOf(','));
        String[] fields = row.substring(row.startsWith("\"") ? comma + 2 : method.length() + 1)
                .split(",");
        int width = Integer.parseInt(fields[0]);
        int height = Integer.parseInt(fields[1]);
        double[] given = numbers(fields[4]);
        float[] floats = new float[given.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) given[i];
        }
        Tensor resized = FittedPipeline.parse(
                        "SumReduction() |> Resize(" + fields[2] + ", " + fields[3] + ", " + method + ")")
                .apply(Tensor.channels(floats, width, height, 1), null)
                .value();
        assertEquals(Integer.parseInt(fields[2]), resized.size(0));
        assertArrayEquals(numbers(fields[5]), values(resized), method.equals("Nearest()") ? 0 : 2e-6, method);
    }
}
