package org.visionheatmaps.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.ExtremaColormap;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.reduction.NormReduction;
import org.visionheatmaps.transform.resize.ResizeToImage;

/** Each transform by itself, through the public API, with a result of its own: the long way, which pipelines with other steps take. */
public class StageBenchmark extends SampleBenchmark {
    private Tensor channels;
    private Tensor scalars;
    private Tensor small;
    private Tensor colors;
    private ExtremaColormap colormap;

    /** What each stage gets from the one before. */
    @Override
    protected void prepare() {
        channels = tensors().get(0);
        scalars = new NormReduction().apply(channels, null);
        small = new NormReduction().apply(SampleTensors.read().tensor(0, Math.max(1, size / 32)), null);
        colormap = new ExtremaColormap(ColorSchemes.catalogue().get("batlow"));
        colors = new FlipImage().apply(colormap.apply(scalars, null), null);
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
    public Tensor flip() {
        return new FlipImage().apply(colors, null);
    }

    @Benchmark
    public RgbImage toBytes() {
        return RgbImage.ofColors(colors);
    }

    /** As for a class activation map: from a 32nd of the photograph's size. */
    @Benchmark
    public Tensor resize() {
        return new ResizeToImage().apply(small, photograph());
    }

    @Benchmark
    public Tensor overlay() {
        return new AlphaOverlay().apply(colors, photograph());
    }
}
