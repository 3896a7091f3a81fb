package org.visionheatmaps.png;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Pixels to PNG bytes, one image per operation: the sample's 16 attributions of 3×224×224 in turn, as heatmaps of one pipeline.
 * {@code size=1024} blends between their values, as a resized map does. Beside each time, the processor's time and the bytes of
 * an image are printed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class PngEncodingBenchmark {
    private static final String FILE = "src/sample/attributions.parquet";
    private static final int CHANNELS = 3;
    private static final int SIZE = 224;

    @Param({"224", "1024"})
    int size;

    @Param({"NormReduction() |> ExtremaColormap(:batlow)", "SumReduction() |> CenteredColormap(:berlin)"})
    String pipeline;

    /** {@code deflater…} are what the encoder is compared with: one filter and one level of java.util.zip. */
    @Param({
        "fast-rgb",
        "small-rgb",
        "smallest-rgb",
        "deflater1-sub-rgb",
        "deflater6-sub-rgb",
        "deflater6-none-rgb",
        "fast-palette",
        "small-palette",
        "smallest-palette",
        "deflater6-sub-palette",
        "deflater6-none-palette"
    })
    String encoder;

    private final List<RgbImage> images = new ArrayList<>();
    private final List<IndexedImage> indexed = new ArrayList<>();
    private String[] words;
    private PngWriter writer;
    private int next;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Double> micros = new ArrayList<>();
    private long nanoseconds;
    private long encoded;

    @Setup(Level.Iteration)
    public void begin() {
        nanoseconds = THREADS.getCurrentThreadCpuTime();
        encoded = 0;
        next = 0;
    }

    /** Time on the processor means more than the clock on a machine that is shared. */
    @TearDown(Level.Iteration)
    public void end(IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            micros.add((THREADS.getCurrentThreadCpuTime() - nanoseconds) / 1e3 / encoded);
        }
    }

    @TearDown
    public void report() {
        Collections.sort(micros);
        long bytes = 0;
        for (int i = 0; i < images.size(); i++) {
            bytes += encode(i).length;
        }
        System.out.printf(
                "%n| %s | %s | %d | %.0f µs of processor (median) | %d bytes |%n",
                encoder, pipeline, size, micros.get(micros.size() / 2), bytes / images.size());
    }

    @Setup
    public void prepare() throws IOException {
        Pipeline steps = Pipeline.parse(pipeline + " |> FlipImage()");
        try (ParquetReader<Group> reader =
                ParquetReader.builder(new GroupReadSupport(), new Path(FILE)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                Group list = row.getGroup("attribution", 0);
                if (list.getFieldRepetitionCount(0) == CHANNELS * SIZE * SIZE) {
                    Tensor colors = steps.fitted().apply(tensor(list), null).value();
                    images.add(RgbImage.ofColors(colors));
                    indexed.add(quantized(images.get(images.size() - 1)));
                }
            }
        }
        words = encoder.split("-");
        if (!encoder.startsWith("deflater")) {
            writer = new PngWriter(PngEncoding.Effort.named(words[0]));
        }
    }

    private Tensor tensor(Group list) {
        float[] values = new float[CHANNELS * size * size];
        double step = (SIZE - 1.0) / (size - 1);
        for (int c = 0, out = 0; c < CHANNELS; c++) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    values[out++] = (float) blend(list, c * SIZE * SIZE, y * step, x * step);
                }
            }
        }
        return Tensor.of(Kind.CHANNELS, values, 0, new int[] {size, size, CHANNELS}, new int[] {1, size, size * size});
    }

    private static double blend(Group list, int from, double y, double x) {
        int top = Math.min(SIZE - 2, (int) y);
        int left = Math.min(SIZE - 2, (int) x);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            int row = top + i / 2;
            int column = left + i % 2;
            double weight = (1 - Math.abs(y - row)) * (1 - Math.abs(x - column));
            sum += weight * list.getGroup(0, from + row * SIZE + column).getFloat(0, 0);
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
        encoded++;
        return encode(next++ % images.size());
    }

    private byte[] encode(int i) {
        boolean rgb = encoder.endsWith("-rgb");
        if (writer == null) {
            Raster raster = rgb
                    ? new Raster(images.get(i).rgb(), size, 3 * size, 3)
                    : new Raster(indexed.get(i).indices(), size, size, 1);
            return deflate(raster, Filter.valueOf(words[1].toUpperCase(Locale.ROOT)), words[0].charAt(8) - '0');
        }
        return rgb ? writer.encode(images.get(i), List.of()) : writer.encode(indexed.get(i), List.of());
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
