package org.visionheatmaps.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.AlphaOverlay;
import org.visionheatmaps.transform.ExtremaColormap;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.NormReduction;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.ResizeToImage;

/** Each stage alone, through the public API: one image of {@code size} × {@code size} per operation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StageBenchmark {
    /** 4096 on demand: {@code -p size=4096}. */
    @Param({"28", "224", "1024"})
    int size;

    private Tensor channels;
    private Tensor scalars;
    private Tensor small;
    private Tensor colors;
    private RgbImage photograph;
    private RgbImage pixels;
    private ExtremaColormap colormap;

    /** What each stage gets from the one before. */
    @Setup
    public void prepare() {
        SampleTensors sample = SampleTensors.read();
        channels = sample.tensor(0, size);
        scalars = new NormReduction().apply(channels, null);
        small = new NormReduction().apply(sample.tensor(0, Math.max(1, size / 32)), null);
        photograph = sample.image(0, size);
        colormap = new ExtremaColormap(ColorSchemes.catalogue().get("batlow"));
        colors = new FlipImage().apply(colormap.apply(scalars, null), null);
        pixels = RgbImage.ofColors(colors);
    }

    @Benchmark
    public Tensor reduce() {
        return new NormReduction().apply(channels, null);
    }

    @Benchmark
    public Tensor clip() {
        return new PercentileClip().apply(scalars, null);
    }

    @Benchmark
    public Tensor colormap() {
        return colormap.apply(scalars, null);
    }

    @Benchmark
    public RgbImage toBytes() {
        return RgbImage.ofColors(colors);
    }

    /** As for a class activation map: from a 32nd of the photograph's size. */
    @Benchmark
    public Tensor resize() {
        return new ResizeToImage().apply(small, photograph);
    }

    @Benchmark
    public Tensor overlay() {
        return new AlphaOverlay().apply(colors, photograph);
    }

    @Benchmark
    public byte[] png() {
        return new PngWriter().encode(pixels, List.of());
    }
}
