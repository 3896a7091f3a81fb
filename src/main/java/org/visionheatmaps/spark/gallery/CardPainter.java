package org.visionheatmaps.spark.gallery;

import java.util.Collection;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Draws what the cards of a report show. */
public interface CardPainter {
    /**
     * Draws elements, or pairs of maps.
     *
     * @param rows of the table of elements, or of pairs
     * @return by {@link DrawnRow#key}
     */
    Map<String, DrawnRow> paint(Collection<Row> rows);
}
