package org.visionheatmaps.report;

import java.util.List;
import org.visionheatmaps.run.RunReport;

/**
 * The gallery of a render: one page for people, {@code gallery.html}.
 *
 * @param report what the render did
 * @param elements to be shown
 */
public record RenderGallery(RunReport report, List<GalleryElement> elements) {
    /** The name of the file in an output: hidden from readers of tables, as all names with this first letter. */
    public static final String FILE_NAME = "_gallery.html";

    /** The page. */
    public record Page(RunReport report, List<AuditReport.Sum> sums, Gallery gallery, String software) {}

    /** The page as HTML. */
    public String html() {
        AuditReport.Sum sum = new AuditReport.Sum(
                Figure.of(Long.valueOf(report.rowsRead())),
                "elements",
                List.of(
                        new Gallery.Pair("rendered", Figure.of(Long.valueOf(report.rendered()))),
                        new Gallery.Pair("quarantined", Figure.of(Long.valueOf(report.quarantined())))));
        return Html.render(
                "gallery.jte",
                new Page(
                        report,
                        List.of(sum),
                        Gallery.of(elements, GalleryOptions.MAX_LENGTH, "Most important first"),
                        report.versions().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(java.util.stream.Collectors.joining(" · "))));
    }
}
