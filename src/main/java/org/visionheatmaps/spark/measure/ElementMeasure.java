package org.visionheatmaps.spark.measure;

import java.util.List;
import java.util.Optional;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.metrics.Atlas;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.FiniteShare;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.metrics.Localisation;
import org.visionheatmaps.metrics.MapMeter;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.metrics.Region;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.HeapLimit;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.resize.ResizeToImage;

/** Measures one element after the other, and finds whether it can be drawn. Not for two threads at once. */
public final class ElementMeasure {
    private final MeasureTask.Plan plan;
    private final boolean usesImage;
    private final boolean needsImageOfItsSize;
    private final boolean isFlipped;
    private final MapMeter meter = new MapMeter();
    private final Scratch scratch = new Scratch();
    private final Localisation localisation;

    /** Without regard to where objects are. */
    public ElementMeasure(MeasureTask.Plan plan) {
        this(plan, Localisation.Options.DEFAULT);
    }

    /**
     * @param localised how maps are compared with where objects are
     */
    ElementMeasure(MeasureTask.Plan plan, Localisation.Options localised) {
        this.plan = plan;
        this.localisation = new Localisation(localised);
        List<Transform> transforms = plan.fit().pipeline().perImage().transforms();
        this.usesImage = plan.fit().pipeline().usesImage();
        this.needsImageOfItsSize = usesImage && transforms.stream().noneMatch(ResizeToImage.class::isInstance);
        this.isFlipped = transforms.stream().filter(FlipImage.class::isInstance).count() % 2 == 1;
    }

    public boolean hasImages() {
        return plan.hasImages();
    }

    /**
     * What an element is like.
     *
     * @param metrics as far as they are defined
     * @param size or null if it cannot be read
     * @param fault why it cannot be drawn, or null
     */
    public record Result(ElementMetrics metrics, MapSize size, BadDataException fault) {}

    /** Finds the region of a map of some size. */
    @FunctionalInterface
    interface Regions {
        /** A region of no map. */
        Regions NONE = (map, metrics) -> null;

        /** The region, or null; what is wrong with it goes into the metrics. */
        Region of(MapSize map, ElementMetrics metrics);
    }

    /** Measures an element without regard to where its object is. */
    public Result measure(Tensor x, RowImage image, Group group, Histogram values) {
        return measure(x, image, group, values, Regions.NONE);
    }

    /**
     * Measures an element.
     *
     * @param x channels, W×H×C
     * @param group by the pipeline's columns
     * @param values counts the values of the map
     * @param regions where its object is
     */
    Result measure(Tensor x, RowImage image, Group group, Histogram values, Regions regions) {
        MapSize size = MapSize.of(x);
        ElementMetrics metrics = new ElementMetrics();
        try {
            Tensor map = HeapLimit.guard(() -> plan.steps().map(x, scratch));
            Optional<FittedPipeline> fitted = plan.fit().of(group);
            MapSteps.Bounds bounds = bounds(fitted, map);
            metrics = meter.measure(map, bounds.lower(), bounds.upper(), values);
            boolean isFinite = metrics.pixels() == map.pixels();
            metrics.set(Metric.FINITE_SHARE, isFinite && plan.steps().passNonFiniteOn() ? 1 : FiniteShare.of(x));
            image.describe(metrics, size);
            localise(map, isFinite, regions, metrics);
            BadDataException fault = metrics.get(Metric.FINITE_SHARE) < 1 || !isFinite ? nonFinite(metrics) : null;
            fault = fault == null && fitted.isEmpty() ? unseen(group) : fault;
            metrics.setLook(isFinite ? Atlas.look(map) : null);
            return new Result(metrics, size, fault == null ? imageFault(image, size) : fault);
        } catch (BadDataException e) {
            image.describe(metrics, size);
            metrics.set(Metric.FINITE_SHARE, FiniteShare.of(x));
            return new Result(metrics, size, e);
        }
    }

    private void localise(Tensor map, boolean isFinite, Regions regions, ElementMetrics metrics) {
        Region region = regions.of(new MapSize(map.size(0), map.size(1), 1), metrics);
        if (region != null && isFinite) {
            localisation.measure(map, region, metrics);
        }
    }

    private MapSteps.Bounds bounds(Optional<FittedPipeline> fitted, Tensor map) {
        try {
            return fitted.map(pipeline -> plan.steps().bounds(pipeline, map)).orElse(MapSteps.Bounds.NONE);
        } catch (BadDataException e) {
            // Not one value is finite, which the metrics tell.
            return MapSteps.Bounds.NONE;
        }
    }

    private static BadDataException nonFinite(ElementMetrics metrics) {
        double share = metrics.get(Metric.FINITE_SHARE);
        return new BadDataException(
                Reason.NON_FINITE,
                share < 1
                        ? "every value must be finite, but only a share of " + share + " is"
                        : "the values are finite, but overflow when the channels are reduced");
    }

    private BadDataException unseen(Group group) {
        return new BadDataException(
                Reason.UNSEEN_GROUP,
                "the fit has seen no group "
                        + group.describe(plan.fit().pipeline().groupColumns()) + ": fit again with data of that group");
    }

    private BadDataException imageFault(RowImage image, MapSize size) {
        if (!usesImage) {
            return null;
        }
        if (image.fault() != null) {
            return image.fault();
        }
        boolean fits = image.size() == null
                || (isFlipped ? image.fits(size.width(), size.height()) : image.fits(size.height(), size.width()));
        return fits || !needsImageOfItsSize
                ? null
                : new BadDataException(
                        Reason.IMAGE_SIZE,
                        "the image has " + image.width() + "×" + image.height() + " pixels, but the heatmap "
                                + size.width() + "×" + size.height() + ": add ResizeToImage() to the pipeline");
    }
}
