package org.visionheatmaps.pipeline;

import java.util.List;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.transform.CenteredColormap;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.DropDims;
import org.visionheatmaps.transform.ExtremaColormap;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.MassClip;
import org.visionheatmaps.transform.Normalize;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.PermuteDims;
import org.visionheatmaps.transform.Polarity;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.ScaleClip;
import org.visionheatmaps.transform.SelectChannels;
import org.visionheatmaps.transform.TokenGrid;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.overlay.Boxes;
import org.visionheatmaps.transform.overlay.Brighten;
import org.visionheatmaps.transform.overlay.GreyImage;
import org.visionheatmaps.transform.overlay.MaskImage;
import org.visionheatmaps.transform.overlay.MaskOutline;
import org.visionheatmaps.transform.overlay.Outline;
import org.visionheatmaps.transform.overlay.QuantileOutline;
import org.visionheatmaps.transform.overlay.ValueAlpha;
import org.visionheatmaps.transform.reduction.AbsSumReduction;
import org.visionheatmaps.transform.reduction.MaxAbsReduction;
import org.visionheatmaps.transform.reduction.MaxReduction;
import org.visionheatmaps.transform.reduction.MeanReduction;
import org.visionheatmaps.transform.reduction.NormReduction;
import org.visionheatmaps.transform.reduction.SumAbsReduction;
import org.visionheatmaps.transform.reduction.SumReduction;
import org.visionheatmaps.transform.resize.Cubic;
import org.visionheatmaps.transform.resize.Lanczos;
import org.visionheatmaps.transform.resize.Linear;
import org.visionheatmaps.transform.resize.Nearest;
import org.visionheatmaps.transform.resize.Resize;
import org.visionheatmaps.transform.resize.ResizeToImage;

/** Every transform, each with the arguments that are worth a test. */
final class TransformSamples {
    static final List<Transform> ALL = List.of(
            new NormReduction(),
            new SumReduction(),
            new MaxAbsReduction(),
            new SumAbsReduction(),
            new AbsSumReduction(),
            new MeanReduction(),
            new MaxReduction(),
            new SelectChannels(List.of(2)),
            new SelectChannels(List.of(3, 1, 2)),
            new TokenGrid(),
            new TokenGrid(2, 6, 3),
            new Polarity(Polarity.Sign.POSITIVE),
            new Polarity(Polarity.Sign.NEGATIVE),
            new Polarity(Polarity.Sign.ABSOLUTE),
            new MassClip(),
            new MassClip(0.3),
            new ScaleClip(0.25),
            new ScaleClip(0),
            new ScaleClip(1e-60),
            new PercentileClip(),
            new PercentileClip(0, 1),
            new PercentileClip(0.25, Math.nextUp(0.25)),
            new Clip(-0.5, 0.25),
            new Clip(-0.0, 0.0),
            new Clip(-Double.MAX_VALUE, Double.MIN_VALUE),
            new ExtremaColormap(scheme("batlow")),
            new ExtremaColormap(scheme("jet")),
            new ExtremaColormap(scheme("batlow_r")),
            new ExtremaColormap(ColorScheme.ofBytes(0, 0, 0, 255, 136, 0, 255, 255, 255)),
            new CenteredColormap(ColorScheme.of(0, 0.25, 1, 1e-4, 0.1 + 0.2, 0.5)),
            new CenteredColormap(scheme("berlin")),
            new CenteredColormap(scheme("seismic")),
            new CenteredColormap(scheme("berlin"), true, 0),
            new CenteredColormap(
                    ColorScheme.ofBytes(0, 0, 255, 0, 0, 0, 255, 0, 0).at(0, 64, 255), false, 256),
            new ExtremaColormap(ColorScheme.ofBytes(255, 0, 0, 0, 0, 255).withAlphas(0, 128 / 255.0), 7),
            new RangeColormap(ColorScheme.of(1, 0, 0, 0, 0.25, 1).withAlphas(0.125, 1), -1, 1, 2),
            new RangeColormap(scheme("berlin"), -1, 1),
            new RangeColormap(scheme("jet"), 1e-300, 2.5e-17),
            new RangeColormap(scheme("batlow"), -Double.MAX_VALUE, Double.MAX_VALUE),
            new FlipImage(),
            new PermuteDims(List.of(2, 1)),
            new PermuteDims(List.of(1, 2)),
            new PermuteDims(List.of(3, 1, 2)),
            new PermuteDims(List.of(2, 1, 3)),
            new DropDims(List.of(1)),
            new DropDims(List.of(2)),
            new DropDims(List.of(3)),
            new ResizeToImage(),
            new ResizeToImage(new Lanczos(2)),
            new ResizeToImage(new Lanczos(3)),
            new ResizeToImage(new Lanczos(4)),
            new ResizeToImage(new Linear()),
            new ResizeToImage(new Cubic()),
            new ResizeToImage(new Nearest()),
            new ResizeToImage(new Cubic(), true),
            new Resize(3, 8, new Lanczos(1), false),
            new Resize(2, 2, new Linear(), true),
            new Normalize(false),
            new Normalize(true),
            new Brighten(),
            new MaskImage(),
            new GreyImage(),
            new Outline(0.25, 0xff8800, 1.5),
            new QuantileOutline(0.8, 0x0000ff, 3),
            new MaskOutline(0x00ff00, 2),
            new Boxes(0xff0000, 1),
            new ValueAlpha(0.9, 1),
            new ValueAlpha(0.5, 0.25),
            new AlphaOverlay(),
            new AlphaOverlay(0),
            new AlphaOverlay(1),
            new AlphaOverlay(0.1 + 0.2));

    private TransformSamples() {}

    static ColorScheme scheme(String name) {
        return ColorSchemes.catalogue().get(name);
    }
}
