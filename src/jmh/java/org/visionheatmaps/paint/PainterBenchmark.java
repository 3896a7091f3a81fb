package org.visionheatmaps.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.visionheatmaps.bench.SampleBenchmark;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.stats.Summarizer;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.ExtremaColormap;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.reduction.NormReduction;
import org.visionheatmaps.transform.reduction.Reduction;

/**
 * The stages of {@link HeatmapPainter}, each in memory that it keeps: what an image costs before its PNG. A flip is part of the
 * colormap. With {@code -prof gc}: what an image takes of memory.
 */
public class PainterBenchmark extends SampleBenchmark {
    private final Reduction reduction = new NormReduction();
    private final PercentileClip percentiles = new PercentileClip();
    private final Summarizer summarizer = new Summarizer();
    private final Scratch scratch = new Scratch();
    private final List<Tensor> scalars = new ArrayList<>();
    private final List<Clip> clips = new ArrayList<>();
    private final List<RangeColormap> ranges = new ArrayList<>();
    private final List<RangeColormap> clippedRanges = new ArrayList<>();
    private ExtremaColormap colormap;
    private ByteColormap bytes;
    private PaletteColormap palette;

    /** What each stage gets from the one before. */
    @Override
    protected void prepare() {
        ColorScheme scheme = ColorSchemes.catalogue().get("batlow");
        colormap = new ExtremaColormap(scheme);
        bytes = new ByteColormap(scheme);
        palette = new PaletteColormap(new RangeColormap(scheme, 0, 1));
        for (Tensor x : tensors()) {
            Tensor reduced = reduction.apply(x, null);
            Clip clip = percentiles.fit(summarizer.summarize(reduced));
            scalars.add(reduced);
            clips.add(clip);
            ranges.add(colormap.fit(summarizer.summarize(reduced)));
            clippedRanges.add(new RangeColormap(scheme, clip.lower(), clip.upper()));
        }
    }

    @Benchmark
    public Tensor reduce() {
        return reduction.reduce(tensors().get(turn()), scratch);
    }

    /** The least and greatest value, and the check that all are finite. */
    @Benchmark
    public RangeColormap range() {
        return colormap.fit(summarizer.summarize(scalars.get(turn())));
    }

    /** The same and two quantiles; the clipping itself is part of the colormap. */
    @Benchmark
    public Clip rangeAndClip() {
        return percentiles.fit(summarizer.summarize(scalars.get(turn())));
    }

    @Benchmark
    public RgbImage colormap() {
        int image = turn();
        return bytes.paint(scalars.get(image), null, ranges.get(image), true, scratch, false);
    }

    @Benchmark
    public RgbImage clippedColormap() {
        int image = turn();
        return bytes.paint(scalars.get(image), clips.get(image), clippedRanges.get(image), true, scratch, false);
    }

    /** Until the image has more than 256 colours. */
    @Benchmark
    public Optional<IndexedImage> exactPalette() {
        int image = turn();
        return bytes.paintIndexed(scalars.get(image), null, ranges.get(image), true, scratch);
    }

    /** Where the image has more than 256 colours. */
    @Benchmark
    public IndexedImage nearestPalette() {
        int image = turn();
        return palette.paint(scalars.get(image), null, ranges.get(image), true, scratch);
    }
}
