package org.visionheatmaps.spark.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.Profiles;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.report.GalleryElement;
import org.visionheatmaps.report.TrendRun;
import org.visionheatmaps.spark.gallery.AuditGallery;
import org.visionheatmaps.spark.gallery.CardPainter;
import org.visionheatmaps.spark.measure.ElementTable;

/**
 * Makes the page of an audit.
 *
 * @param options of the audit
 * @param elements the table of measured elements
 * @param table its columns
 * @param compared the two inputs of a comparison
 */
record AuditReporting(
        AuditOptions options, Dataset<Row> elements, ElementTable table, Optional<AuditReport.Compared> compared) {
    /**
     * The page.
     *
     * @param profiles what the elements are like
     * @param before the runs of the folder before this one
     * @param painter draws elements, or null if none can be drawn
     */
    String html(
            AuditManifest manifest,
            AuditSummary summary,
            AuditVerdict verdict,
            Profiles profiles,
            List<TrendRun> before,
            CardPainter painter) {
        List<TrendRun> runs = new ArrayList<>(before);
        runs.add(new TrendRun(manifest, verdict, summary));
        List<GalleryElement> shown = new AuditGallery(elements, table, options.gallery()).draw(verdict, painter);
        return new AuditReport(manifest, verdict, profiles, options.expected().baseline(), runs, shown, compared)
                .html();
    }
}
