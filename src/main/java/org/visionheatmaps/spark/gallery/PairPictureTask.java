package org.visionheatmaps.spark.gallery;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.io.image.JpegEncoder;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.report.PairPainter;
import org.visionheatmaps.report.Pictures;
import org.visionheatmaps.spark.input.Element;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.measure.ElementPairs;
import org.visionheatmaps.spark.measure.PairTask;
import org.visionheatmaps.tensor.BadDataException;

/**
 * Draws the small pictures of a few pairs of maps: two normalised rows in, rows of pictures out.
 *
 * @param plan what is compared
 * @param first how rows of the first input become elements
 * @param second how those of the other do
 * @param scheme divergent; its middle is 0
 * @param wanted ids of elements of the first input
 */
record PairPictureTask(
        PairTask.Plan plan, ReaderConfig first, ReaderConfig second, ColorScheme scheme, List<String> wanted)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        List<Row> drawn = new ArrayList<>();
        ElementPairs pairs = new ElementPairs(plan, first, second);
        PairPainter painter = new PairPainter(scheme, JpegEncoder::encode);
        ElementPairs.Visitor visitor = new ElementPairs.Visitor() {
            @Override
            public void pair(ElementPairs.Side one, ElementPairs.Side other) {
                if (wanted.contains(one.element().id())) {
                    drawn.add(draw(pairs, painter, one, other));
                }
            }

            @Override
            public void alone(Element element) {
                // Has no row in the table of pairs, so no card either.
            }
        };
        while (rows.hasNext()) {
            pairs.read(rows.next(), visitor);
        }
        return drawn.iterator();
    }

    private static Row draw(ElementPairs pairs, PairPainter painter, ElementPairs.Side one, ElementPairs.Side other) {
        try {
            ElementPairs.Maps maps = pairs.maps(one, other);
            Pictures pictures = painter.paint(maps.one(), maps.other(), PictureTask.photograph(one.element()));
            return DrawnRow.of(one.element(), null, null, pictures, new ElementMetrics());
        } catch (BadDataException e) {
            return DrawnRow.of(one.element(), null, e, null, new ElementMetrics());
        }
    }
}
