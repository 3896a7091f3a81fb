package org.visionheatmaps.spark.gallery;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.image.JpegEncoder;
import org.visionheatmaps.metrics.Bins;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.report.ElementPainter;
import org.visionheatmaps.report.MaskOutline;
import org.visionheatmaps.report.Pictures;
import org.visionheatmaps.spark.input.Element;
import org.visionheatmaps.spark.input.ElementReader;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.measure.ElementMeasure;
import org.visionheatmaps.spark.measure.MapSize;
import org.visionheatmaps.spark.measure.MaskColumn;
import org.visionheatmaps.spark.measure.MeasureTask;
import org.visionheatmaps.spark.measure.RowImage;
import org.visionheatmaps.spark.measure.RowMask;
import org.visionheatmaps.spark.output.OutputNaming;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/**
 * Draws the small pictures of a few elements: normalised rows in, rows of pictures out. Storage that fails is no fault of an element:
 * it fails the task, which Spark tries again.
 *
 * @param plan the same for all tasks
 * @param reading how rows become elements
 * @param masks where a row says that its object is, or null
 * @param naming where heatmaps lie in an output, or null
 */
record PictureTask(JavaSerialized<Plan> plan, ReaderConfig reading, MaskColumn masks, OutputNaming naming)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /**
     * What is drawn.
     *
     * @param audit the fit and the steps that make maps
     * @param wanted ids of elements; empty for one element of each row
     */
    record Plan(MeasureTask.Plan audit, Set<String> wanted) implements Serializable {
        private static final long serialVersionUID = 1L;

        private boolean wants(Element element) {
            if (!wanted.isEmpty()) {
                return wanted.contains(element.id());
            }
            return element.isChosenOfRow();
        }
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws Exception {
        List<Row> drawn = new ArrayList<>();
        Plan given = plan.value(Plan.class);
        ElementMeasure audit = new ElementMeasure(given.audit());
        ElementReader elements = new ElementReader(rows, reading, false);
        while (elements.hasNext()) {
            Element element = elements.next();
            if (element.fault() != null) {
                drawn.add(DrawnRow.of(element, null, element.fault(), null, new ElementMetrics()));
            } else if (given.wants(element)) {
                drawn.add(draw(element, given.audit().fit(), audit));
            }
        }
        return drawn.iterator();
    }

    private Row draw(Element element, Fit fit, ElementMeasure audit) {
        Group group = element.group();
        RowImage image = RowImage.of(element, audit.hasImages());
        ElementMeasure.Result measured = audit.measure(element.tensor(), image, group, new Histogram(Bins.FLOAT));
        BadDataException fault = measured.fault();
        boolean isAdmitted = fault != null
                && fault.reason() == BadDataException.Reason.NON_FINITE
                && !reading.nonFinite().equals(NonFinite.QUARANTINE);
        if (fault != null && !isAdmitted) {
            return DrawnRow.of(element, null, fault, null, measured.metrics());
        }
        try {
            FittedPipeline pipeline =
                    fit.of(group).orElseGet(() -> fit.pipeline().perImage());
            Pictures pictures = new ElementPainter(pipeline, JpegEncoder::encode)
                    .paint(reading.nonFinite().admit(element.tensor()), photograph(element), outline(element, image));
            String path = naming == null ? null : naming.path(element.row(), element.rowId(), element.name());
            return DrawnRow.of(element, path, null, pictures, measured.metrics());
        } catch (BadDataException e) {
            return DrawnRow.of(element, null, e, null, measured.metrics());
        }
    }

    private MaskOutline outline(Element element, RowImage image) {
        if (masks == null) {
            return MaskOutline.NONE;
        }
        RowMask mask = new RowMask(masks, element.row());
        MapSize map = MapSize.of(element.tensor());
        return (width, height) -> mask.region(element.batchIndex(), map, image, width, height);
    }

    /** A photograph that cannot be decoded is reported elsewhere; the heatmap can be shown without. */
    static RgbImage photograph(Element element) {
        try {
            return element.image();
        } catch (BadDataException e) {
            return null;
        }
    }
}
