package org.visionheatmaps.pipeline;

import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.text.NearestName;
import org.visionheatmaps.transform.CenteredColormap;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.DropDims;
import org.visionheatmaps.transform.ExtremaColormap;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.MassClip;
import org.visionheatmaps.transform.Normalize;
import org.visionheatmaps.transform.OverDataset;
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
import org.visionheatmaps.transform.resize.Interpolation;
import org.visionheatmaps.transform.resize.Lanczos;
import org.visionheatmaps.transform.resize.Linear;
import org.visionheatmaps.transform.resize.Nearest;
import org.visionheatmaps.transform.resize.Resize;
import org.visionheatmaps.transform.resize.ResizeToImage;

/** The transforms, and the colour schemes, that a pipeline's text may name. */
public final class Transforms {
    private static final Map<String, TransformFactory> STANDARD = Map.ofEntries(
            Map.entry("NormReduction", call -> new NormReduction()),
            Map.entry("SumReduction", call -> new SumReduction()),
            Map.entry("MaxAbsReduction", call -> new MaxAbsReduction()),
            Map.entry("SumAbsReduction", call -> new SumAbsReduction()),
            Map.entry("AbsSumReduction", call -> new AbsSumReduction()),
            Map.entry("MeanReduction", call -> new MeanReduction()),
            Map.entry("MaxReduction", call -> new MaxReduction()),
            Map.entry("SelectChannels", call -> new SelectChannels(call.integers("channels"))),
            Map.entry(
                    "TokenGrid",
                    call -> new TokenGrid(
                            call.integer("skip", TokenGrid.DEFAULT_SKIP),
                            call.integer("width", 0),
                            call.integer("height", 0))),
            Map.entry("Polarity", call -> new Polarity(Polarity.Sign.named(call.symbol("sign", "absolute")))),
            Map.entry("Abs", call -> new Polarity(Polarity.Sign.ABSOLUTE)),
            Map.entry("Normalize", call -> new Normalize(isCentered(call.symbol("range", "extrema")))),
            Map.entry("Brighten", call -> new Brighten()),
            Map.entry("MassClip", call -> new MassClip(call.number("fraction", MassClip.DEFAULT_FRACTION))),
            Map.entry("ScaleClip", call -> new ScaleClip(call.number("scale"))),
            Map.entry(
                    "PercentileClip",
                    call -> new PercentileClip(
                            call.number("lower", PercentileClip.DEFAULT_LOWER),
                            call.number("upper", PercentileClip.DEFAULT_UPPER))),
            Map.entry("Clip", call -> new Clip(call.number("lower"), call.number("upper"))),
            Map.entry(
                    "ExtremaColormap",
                    call -> new ExtremaColormap(call.scheme("scheme", "batlow"), call.integer("levels", 0))),
            Map.entry(
                    "CenteredColormap",
                    call -> new CenteredColormap(
                            call.scheme("scheme", "berlin"),
                            isMiddle(call.symbol("zero", "first")),
                            call.integer("levels", 0))),
            Map.entry(
                    "RangeColormap",
                    call -> new RangeColormap(
                            call.scheme("scheme", "batlow"),
                            call.number("lower"),
                            call.number("upper"),
                            call.integer("levels", 0))),
            Map.entry("FlipImage", call -> new FlipImage()),
            Map.entry("PermuteDims", call -> new PermuteDims(call.integers("dims"))),
            Map.entry("DropDims", call -> new DropDims(call.integers("dims"))),
            Map.entry(
                    "Resize",
                    call -> new Resize(
                            call.integer("width"), call.integer("height"), method(call), call.flag("antialias"))),
            Map.entry("ResizeToImage", call -> new ResizeToImage(method(call), call.flag("antialias"))),
            Map.entry("MaskImage", call -> new MaskImage()),
            Map.entry("GreyImage", call -> new GreyImage()),
            Map.entry(
                    "Outline",
                    call -> new Outline(
                            call.number("level", Outline.DEFAULT_LEVEL),
                            call.color("color", Outline.DEFAULT_COLOR),
                            call.number("width", Outline.DEFAULT_WIDTH))),
            Map.entry(
                    "QuantileOutline",
                    call -> new QuantileOutline(
                            call.number("fraction", QuantileOutline.DEFAULT_FRACTION),
                            call.color("color", Outline.DEFAULT_COLOR),
                            call.number("width", Outline.DEFAULT_WIDTH))),
            Map.entry(
                    "ValueAlpha",
                    call -> new ValueAlpha(
                            call.number("max", ValueAlpha.DEFAULT_MAX),
                            call.number("gamma", ValueAlpha.DEFAULT_GAMMA))),
            Map.entry(
                    "MaskOutline",
                    call -> new MaskOutline(
                            call.color("color", Outline.DEFAULT_COLOR), call.number("width", Outline.DEFAULT_WIDTH))),
            Map.entry(
                    "Boxes",
                    call -> new Boxes(
                            call.color("color", Outline.DEFAULT_COLOR), call.number("width", Outline.DEFAULT_WIDTH))),
            Map.entry("AlphaOverlay", call -> new AlphaOverlay(call.number("alpha", AlphaOverlay.DEFAULT_ALPHA))));

    private final SortedMap<String, TransformFactory> factories;
    private final ColorSchemes schemes;

    private Transforms(SortedMap<String, TransformFactory> factories, ColorSchemes schemes) {
        this.factories = Collections.unmodifiableSortedMap(factories);
        this.schemes = schemes;
    }

    /** The built-in transforms and those of every {@link TransformProvider} that the class path offers. */
    public static Transforms registered() {
        Transforms transforms = standard();
        for (TransformProvider provider : ServiceLoader.load(TransformProvider.class)) {
            transforms = transforms.with(provider.transforms());
        }
        return transforms;
    }

    /** The built-in transforms. */
    public static Transforms standard() {
        return new Transforms(new TreeMap<>(STANDARD), ColorSchemes.catalogue());
    }

    /**
     * These transforms and others.
     *
     * @throws IllegalArgumentException if a name is taken
     */
    public Transforms with(Map<String, TransformFactory> others) {
        SortedMap<String, TransformFactory> all = new TreeMap<>(factories);
        others.forEach((name, factory) -> {
            if (all.putIfAbsent(name, factory) != null) {
                throw new IllegalArgumentException("A transform named " + name + " is registered already");
            }
        });
        return new Transforms(all, schemes);
    }

    /** Where the colour of a map of zeros lies in the scheme. */
    private static boolean isMiddle(String place) {
        if (!place.equals("first") && !place.equals("middle")) {
            throw new IllegalArgumentException(
                    "CenteredColormap draws maps of zeros in the :first or the :middle colour, but got zero=:" + place);
        }
        return place.equals("middle");
    }

    private static boolean isCentered(String range) {
        if (!range.equals("extrema") && !range.equals("centered")) {
            throw new IllegalArgumentException(
                    "Normalize takes the range :extrema or :centered of a map, but got :" + range);
        }
        return range.equals("centered");
    }

    /** These transforms with other colour schemes to name. */
    public Transforms with(ColorSchemes others) {
        return new Transforms(factories, others);
    }

    /** The colour schemes that a pipeline's text may name. */
    public ColorSchemes schemes() {
        return schemes;
    }

    /** All names in order. */
    public Set<String> names() {
        return factories.keySet();
    }

    /** Parses a pipeline with these transforms. */
    public Pipeline parse(String text) {
        return new PipelineParser(this).parse(text);
    }

    Transform create(Call call) {
        TransformFactory factory = factories.get(call.name());
        if (factory == null) {
            throw new IllegalArgumentException("Unknown transform '" + call.name() + "'" + hint(call.name())
                    + " (known: " + String.join(", ", names()) + ")");
        }
        return factory.create(call);
    }

    private String hint(String name) {
        Set<String> words = new TreeSet<>(names());
        words.add(OverDataset.NAME);
        return NearestName.hint(name, words);
    }

    private static Interpolation method(Call call) {
        return call.call("method").map(Transforms::interpolation).orElseGet(() -> new Lanczos(1));
    }

    private static Interpolation interpolation(Call method) {
        Interpolation interpolation =
                switch (method.name()) {
                    case "Lanczos" -> new Lanczos(method.integer("a", 1));
                    case "Linear" -> new Linear();
                    case "Nearest" -> new Nearest();
                    case "Cubic" -> new Cubic();
                    default ->
                        throw new IllegalArgumentException(
                                "Unknown method of resizing '" + method.name()
                                        + "': use Lanczos(1), Lanczos(2), Lanczos(3), Lanczos(4), Linear(), Cubic() or Nearest()");
                };
        method.finish();
        return interpolation;
    }
}
