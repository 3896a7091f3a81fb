package org.visionheatmaps.spark.audit;

import java.util.List;
import java.util.Optional;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.run.FileBatch;

/**
 * What an audit is to do with what it measures.
 *
 * @param folder where runs are kept, on any Hadoop file system
 * @param run the name of this run, a folder in it
 * @param started when it began, in UTC as text; goes into the manifest and nowhere else
 * @param by columns that make groups
 * @param carry columns of the data that the table of elements shall have; without it, all of numbers, texts and times
 * @param rules what the data must be like
 * @param isStrict whether warnings count
 * @param baseline what to compare with
 * @param gallery what the report shows of the elements
 * @param batch the files to look at, if they are not all of the input
 */
public record AuditOptions(
        String folder,
        String run,
        String started,
        List<String> by,
        Optional<List<String>> carry,
        List<Rule> rules,
        boolean isStrict,
        Optional<Baseline> baseline,
        GalleryOptions gallery,
        Optional<FileBatch> batch) {
    private static final String SAFE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    /**
     * @throws IllegalArgumentException if the run's name is none for a folder
     */
    public AuditOptions {
        by = List.copyOf(by);
        carry = carry.map(List::copyOf);
        rules = List.copyOf(rules);
        if (!run.matches(SAFE_NAME)) {
            throw new IllegalArgumentException(
                    "The name of a run needs letters, digits and ._- and to begin with a letter or digit, but got '"
                            + run + "'");
        }
    }

    /** Options with the usual gallery. */
    public AuditOptions(
            String folder,
            String run,
            String started,
            List<String> by,
            Optional<List<String>> carry,
            List<Rule> rules,
            boolean isStrict,
            Optional<Baseline> baseline) {
        this(folder, run, started, by, carry, rules, isStrict, baseline, GalleryOptions.DEFAULT, Optional.empty());
    }

    /** The same at another time. */
    public AuditOptions startedAt(String time) {
        return new AuditOptions(folder, run, time, by, carry, rules, isStrict, baseline, gallery, batch);
    }

    /** The same with another gallery. */
    public AuditOptions showing(GalleryOptions other) {
        return new AuditOptions(folder, run, started, by, carry, rules, isStrict, baseline, other, batch);
    }

    /** The same with a baseline. */
    public AuditOptions against(Baseline other) {
        return new AuditOptions(folder, run, started, by, carry, rules, isStrict, Optional.of(other), gallery, batch);
    }

    /** The same over some files alone. */
    public AuditOptions over(FileBatch files) {
        return new AuditOptions(
                folder, run, started, by, carry, rules, isStrict, baseline, gallery, Optional.of(files));
    }

    /** The folder of this run. */
    public String path() {
        return path(folder, run);
    }

    public static String path(String folder, String run) {
        return folder.replaceFirst("(?<=[^/])/+$", "") + "/" + run;
    }
}
