package org.visionheatmaps.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.metrics.Bins;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.FiniteShare;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.metrics.MapMeter;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.run.Software;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Scratch;

/** Computes a function for one row after the other, and keeps the last pipeline, ready to draw, and memory from row to row. */
final class ElementWorker {
    /** A query by groups has a pipeline for each. */
    private static final int KEPT = 8;

    private final FunctionKind work;
    private final NumberMemory memory = new NumberMemory();
    private final String software = Software.current().toString();
    private final Map<Asked, Ready> kept = new LinkedHashMap<>(KEPT, 0.75f, true);
    private Ready ready;
    private final MapMeter meter = new MapMeter();
    private final Scratch scratch = new Scratch();

    ElementWorker(FunctionKind work) {
        this.work = work;
    }

    NumberMemory memory() {
        return memory;
    }

    /**
     * Gets ready for a pipeline; those that came last are kept.
     *
     * @param asked empty if there is no pipeline
     * @throws IllegalArgumentException if the function cannot work with it
     */
    void open(Optional<String> asked, FunctionOptions wanted) {
        Optional<String> needed =
                work == FunctionKind.METRICS ? Optional.of(asked.orElse(Preset.SENSITIVITY.toString())) : asked;
        ready = null;
        if (needed.isPresent()) {
            ready = kept.computeIfAbsent(new Asked(needed.get(), wanted), this::prepare);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    /**
     * @param x one element
     * @param image its photograph, or null
     */
    Object work(Tensor x, RgbImage image) {
        return switch (work) {
            case PNG -> ready.renderer().render("", x, image).png();
            case EXPLAIN -> {
                ready.renderer().render("", x, image);
                yield null;
            }
            case DRAW ->
                new GenericInternalRow(
                        new Object[] {ready.renderer().render("", x, image).png(), null, null});
            case METRICS -> metrics(x);
            case REDUCE -> reduced(ready.pipeline().apply(x, null).value());
            case STATS ->
                stats(ready == null ? x : ready.pipeline().apply(x, null).value());
        };
    }

    private Ready prepare(Asked asked) {
        String text = asked.pipeline();
        Pipeline parsed = Preset.pipelineOf(text);
        if (parsed.needsFit()) {
            throw new IllegalArgumentException("A function of SQL sees one row at a time, but " + text
                    + " has steps over the dataset: fit it (the command fit), and give the fitted text");
        }
        FittedPipeline fitted = parsed.fitted();
        if (work.drawsPictures()) {
            RenderSettings settings = RenderSettings.of(software)
                    .withEncoding(asked.options().encoding())
                    .withNonFinite(asked.options().nonFinite());
            return new Ready(fitted, new ElementRenderer(fitted, settings), null);
        }
        if (work == FunctionKind.METRICS) {
            return new Ready(fitted, null, MapSteps.of(parsed));
        }
        if (fitted.outputKind() == Kind.COLOR) {
            throw new IllegalArgumentException(
                    "The function needs values, but " + text + " ends with colors: leave out its colormap");
        }
        return new Ready(fitted, null, null);
    }

    /** What a call gives. */
    private record Asked(String pipeline, FunctionOptions options) {}

    /**
     * A pipeline that can be worked with.
     *
     * @param renderer of functions that draw, otherwise null
     * @param steps of metrics, otherwise null
     */
    private record Ready(FittedPipeline pipeline, ElementRenderer renderer, MapSteps steps) {}

    private InternalRow metrics(Tensor x) {
        Tensor map = ready.steps().map(x, scratch);
        MapSteps.Bounds bounds = MapSteps.Bounds.NONE;
        double finite = FiniteShare.of(x);
        if (finite == 1) {
            bounds = ready.steps().bounds(ready.pipeline(), map);
        }
        ElementMetrics measured = meter.measure(map, bounds.lower(), bounds.upper(), new Histogram(Bins.FLOAT));
        measured.set(Metric.FINITE_SHARE, finite);
        Object[] numbers = FunctionKind.measured().stream()
                .map(measured::get)
                .map(number -> Double.isNaN(number) ? null : number)
                .toArray();
        return new GenericInternalRow(numbers);
    }

    /** In C order: the dimension that a pipeline calls the first varies fastest, so its size is the last of the shape. */
    private static InternalRow reduced(Tensor x) {
        int channels = x.kind() == Kind.SCALAR ? 1 : x.size(2);
        double[] data = new double[x.pixels() * channels];
        int to = 0;
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < x.size(1); j++) {
                int at = x.offset() + (channels == 1 ? 0 : c * x.stride(2)) + j * x.stride(1);
                for (int i = 0; i < x.size(0); i++, at += x.stride(0)) {
                    data[to++] = x.isFloat() ? x.floats()[at] : x.doubles()[at];
                }
            }
        }
        int[] shape =
                x.kind() == Kind.SCALAR ? new int[] {x.size(1), x.size(0)} : new int[] {channels, x.size(1), x.size(0)};
        return new GenericInternalRow(new Object[] {new GenericArrayData(shape), new GenericArrayData(data)});
    }

    private static InternalRow stats(Tensor x) {
        Summary summary = Summary.of(x);
        double sum = 0;
        InternalRow values = reduced(x);
        double[] data = values.getArray(1).toDoubleArray();
        for (double value : data) {
            sum += value;
        }
        return new GenericInternalRow(new Object[] {
            summary.count(),
            summary.min(),
            summary.max(),
            sum / data.length,
            summary.quantile(0.001),
            summary.quantile(0.5),
            summary.quantile(0.999)
        });
    }
}
