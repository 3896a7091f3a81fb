package org.visionheatmaps.png;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;
import org.visionheatmaps.bench.SampleBenchmark;
import org.visionheatmaps.bench.SampleTensors;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Pixels to PNG bytes, one image per operation: the sample's attributions in turn, as heatmaps of one pipeline. Sizes other than 224
 * blend between their values, as a resized map does. The mean bytes of an image are printed. Choose sizes with {@code -p size=224}.
 */
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class PngEncodingBenchmark extends SampleBenchmark {
    @Param({"NormReduction() |> ExtremaColormap(:batlow)", "SumReduction() |> CenteredColormap(:berlin)"})
    public String pipeline;

    /** {@code deflater…} are what the encoder is compared with: one filter and one level of java.util.zip. */
    @Param({
        "fast-rgb",
        "small-rgb",
        "deflater1-sub-rgb",
        "deflater6-sub-rgb",
        "deflater6-none-rgb",
        "fast-palette",
        "small-palette",
        "deflater6-sub-palette",
        "deflater6-none-palette"
    })
    public String encoder;

    private final List<RgbImage> images = new ArrayList<>();
    private final List<IndexedImage> indexed = new ArrayList<>();
    private String[] words;
    private PngWriter writer;

    /** The images, and what writes them. */
    @Override
    protected void prepare() {
        Pipeline steps = Pipeline.parse(pipeline + " |> FlipImage()");
        words = encoder.split("-");
        for (Tensor x : tensors()) {
            RgbImage image = RgbImage.ofColors(steps.fitted().apply(x, null).value());
            images.add(image);
            indexed.add(isRgb() ? null : quantized(image));
        }
        if (!encoder.startsWith("deflater")) {
            writer = new PngWriter(PngEncoding.Effort.named(words[0]));
        }
        long bytes = 0;
        for (int i = 0; i < images.size(); i++) {
            bytes += encode(i).length;
        }
        System.out.printf("%nPNGs of %d bytes%n", bytes / images.size());
    }

    private boolean isRgb() {
        return encoder.endsWith("-rgb");
    }

    @Override
    protected Tensor tensor(SampleTensors sample, int index) {
        float[] source = sample.values(index);
        float[] values = new float[SampleTensors.CHANNELS * size * size];
        double step = (SampleTensors.SIZE - 1.0) / (size - 1);
        for (int c = 0, out = 0; c < SampleTensors.CHANNELS; c++) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int plane = c * SampleTensors.SIZE * SampleTensors.SIZE;
                    values[out++] = (float) blend(source, plane, y * step, x * step);
                }
            }
        }
        return Tensor.channels(values, size, size, SampleTensors.CHANNELS);
    }

    private static double blend(float[] values, int plane, double y, double x) {
        int top = Math.min(SampleTensors.SIZE - 2, (int) y);
        int left = Math.min(SampleTensors.SIZE - 2, (int) x);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            int row = top + i / 2;
            int column = left + i % 2;
            double weight = (1 - Math.abs(y - row)) * (1 - Math.abs(x - column));
            sum += weight * values[plane + row * SampleTensors.SIZE + column];
        }
        return sum;
    }

    /** At most 256 colours: of as few bits a component as that takes. */
    private static IndexedImage quantized(RgbImage image) {
        for (int bits = 0; ; bits++) {
            byte[] rgb = image.rgb().clone();
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) (rgb[i] & -1 << bits);
            }
            IndexedImage found = IndexedImage.ofExactly(new RgbImage(image.width(), image.height(), rgb))
                    .orElse(null);
            if (found != null) {
                return found;
            }
        }
    }

    @Benchmark
    public byte[] encode() {
        return encode(turn());
    }

    private byte[] encode(int i) {
        if (writer == null) {
            Raster raster = isRgb()
                    ? new Raster(images.get(i).rgb(), size, 3 * size, 3)
                    : new Raster(indexed.get(i).indices(), size, size, 1);
            return deflate(raster, Filter.valueOf(words[1].toUpperCase(Locale.ROOT)), words[0].charAt(8) - '0');
        }
        return isRgb() ? writer.encode(images.get(i), List.of()) : writer.encode(indexed.get(i), List.of());
    }

    private static byte[] deflate(Raster raster, Filter filter, int level) {
        int stride = raster.filteredStride();
        byte[] filtered = new byte[stride * raster.height()];
        for (int row = 0; row < raster.height(); row++) {
            raster.filter(filter, row, filtered, row * stride);
        }
        Deflater deflater = new Deflater(level);
        deflater.setInput(filtered);
        deflater.finish();
        byte[] out = new byte[filtered.length + 1000];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
