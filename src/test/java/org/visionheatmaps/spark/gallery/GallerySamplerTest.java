package org.visionheatmaps.spark.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.spark.SparkTestSession;

@Tag("spark")
class GallerySamplerTest {
    @Test
    void partitionsChangeNothing() {
        Dataset<Row> rows = SparkTestSession.get()
                .range(0, 1000, 1, 1)
                .selectExpr("cast(id as string) as id")
                .toDF();
        List<String> alone = chosen(rows);
        assertEquals(8, alone.size());
        assertEquals("77", alone.get(0));
        assertEquals(alone, chosen(rows.repartition(3)));
        // So many that a task chooses from what others chose.
        assertEquals(alone, chosen(rows.repartition(110)));
    }

    private static List<String> chosen(Dataset<Row> rows) {
        return GallerySampler.of(
                        new GalleryOptions(8, 5),
                        Map.of("77", List.of("Breaks a rule")),
                        Metric.LIFT,
                        GallerySamplerTest::element)
                .from(rows)
                .stream()
                .map(each -> each.value().getString(0))
                .toList();
    }

    private static GallerySampler.Candidate element(Row row) {
        return new GallerySampler.Candidate(
                row.getString(0), "file:" + row.getString(0), AuditedElement.OK, new ElementMetrics());
    }
}
