package org.visionheatmaps.spark.render;

import java.util.Optional;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.measure.MaskOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;

/**
 * How heatmaps are drawn.
 *
 * @param partitioning how elements are spread
 * @param errors what happens to elements that cannot be drawn
 * @param scope where steps over the dataset get their constants from
 * @param nonFinite what happens to values that are NaN or infinite
 * @param gallery what the page of pictures shows; no page if it shows nothing
 * @param masks where the data says that objects are, for the steps that draw them ({@code MaskOutline}, {@code Boxes})
 * @param batch the files to read, if they are not all of the input; it is marked in the output
 */
public record RenderOptions(
        Partitioning partitioning,
        ErrorPolicy errors,
        DatasetScope scope,
        NonFinite nonFinite,
        GalleryOptions gallery,
        MaskOptions masks,
        Optional<FileBatch> batch) {
    /** Sets aside what cannot be drawn, fits to the input if need be, makes no page. */
    public static final RenderOptions DEFAULT = new RenderOptions(
            Partitioning.AUTO,
            ErrorPolicy.QUARANTINE,
            DatasetScope.DEFAULT,
            NonFinite.QUARANTINE,
            GalleryOptions.NONE,
            MaskOptions.DEFAULT,
            Optional.empty());

    /** Every default but one. */
    public static RenderOptions of(ErrorPolicy errors) {
        return DEFAULT.withErrors(errors);
    }

    /** The same with elements spread in another way. */
    public RenderOptions withPartitioning(Partitioning other) {
        return new RenderOptions(other, errors, scope, nonFinite, gallery, masks, batch);
    }

    /** The same with another policy. */
    public RenderOptions withErrors(ErrorPolicy other) {
        return new RenderOptions(partitioning, other, scope, nonFinite, gallery, masks, batch);
    }

    /** The same with constants from elsewhere. */
    public RenderOptions withScope(DatasetScope other) {
        return new RenderOptions(partitioning, errors, other, nonFinite, gallery, masks, batch);
    }

    /** The same with another policy for values that are NaN or infinite. */
    public RenderOptions withNonFinite(NonFinite other) {
        return new RenderOptions(partitioning, errors, scope, other, gallery, masks, batch);
    }

    /** The same with a page of pictures. */
    public RenderOptions withGallery(GalleryOptions other) {
        return new RenderOptions(partitioning, errors, scope, nonFinite, other, masks, batch);
    }

    /** The same with masks read in another way. */
    public RenderOptions withMasks(MaskOptions other) {
        return new RenderOptions(partitioning, errors, scope, nonFinite, gallery, other, batch);
    }

    /** The same over some files alone. */
    public RenderOptions over(FileBatch files) {
        return new RenderOptions(partitioning, errors, scope, nonFinite, gallery, masks, Optional.of(files));
    }

    /** How a pipeline is fitted to the same elements. */
    FitOptions fitting() {
        return new FitOptions(scope.quantiles(), partitioning, nonFinite, errors);
    }
}
