package org.visionheatmaps.spark.audit;

import java.util.List;
import java.util.Optional;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.spark.measure.MaskOptions;

/**
 * What an audit is to do with what it measures.
 *
 * @param place where the run is kept
 * @param by columns that make groups
 * @param carry columns of the data that the table of elements shall have; without it, all of numbers, texts and times
 * @param expected what the data must be like
 * @param gallery what the report shows of the elements
 * @param masks where the data says that objects are
 * @param batch the files to look at, if they are not all of the input
 */
public record AuditOptions(
        RunFolder place,
        List<String> by,
        Optional<List<String>> carry,
        Expectations expected,
        GalleryOptions gallery,
        MaskOptions masks,
        Optional<FileBatch> batch) {
    public AuditOptions {
        by = List.copyOf(by);
        carry = carry.map(List::copyOf);
    }

    /** Options without groups and rules, with the usual gallery. */
    public static AuditOptions of(RunFolder place) {
        return new AuditOptions(
                place,
                List.of(),
                Optional.empty(),
                Expectations.NONE,
                GalleryOptions.DEFAULT,
                MaskOptions.DEFAULT,
                Optional.empty());
    }

    /** The same at another time. */
    public AuditOptions startedAt(String time) {
        RunFolder other = new RunFolder(place.folder(), place.run(), time);
        return new AuditOptions(other, by, carry, expected, gallery, masks, batch);
    }

    /** The same with groups by columns. */
    public AuditOptions withGroups(List<String> columns) {
        return new AuditOptions(place, columns, carry, expected, gallery, masks, batch);
    }

    /** The same with columns of the data in the table of elements. */
    public AuditOptions withCarry(Optional<List<String>> columns) {
        return new AuditOptions(place, by, columns, expected, gallery, masks, batch);
    }

    /** The same with other rules. */
    public AuditOptions expecting(Expectations other) {
        return new AuditOptions(place, by, carry, other, gallery, masks, batch);
    }

    /** The same with another gallery. */
    public AuditOptions showing(GalleryOptions other) {
        return new AuditOptions(place, by, carry, expected, other, masks, batch);
    }

    /** The same with masks read in another way. */
    public AuditOptions withMasks(MaskOptions other) {
        return new AuditOptions(place, by, carry, expected, gallery, other, batch);
    }

    /** The same with a baseline. */
    public AuditOptions against(Baseline other) {
        return expecting(expected.against(other));
    }

    /** The same over some files alone. */
    public AuditOptions over(FileBatch files) {
        return new AuditOptions(place, by, carry, expected, gallery, masks, Optional.of(files));
    }
}
