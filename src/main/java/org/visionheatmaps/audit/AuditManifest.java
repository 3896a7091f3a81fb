package org.visionheatmaps.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.Json;

/**
 * What an audit looked at and with what, as {@code manifest.json} states it. The only document of a run with a time.
 *
 * @param format of this document
 * @param run the name of the run
 * @param started in UTC: {@code 2026-11-23T02:00:00Z}
 * @param paths as they were given
 * @param where the predicate that rows were picked by, or null
 * @param pipeline as it was written
 * @param map the steps of it that make the maps
 * @param fitted the pipeline with the dataset's constants, by group; empty if it has none
 * @param columns that make groups
 * @param carried columns of the table of elements that come from the data, under their names in the table
 * @param baseline the run or file that was compared with, or null
 * @param rules what was checked
 * @param counts that add up
 * @param duplicateIds that elements of the dataset have in common, whatever their groups; null in documents from before this was looked at
 * @param masks what became of a table of masks, or null
 * @param inputs the files
 * @param versions of this software, Spark and Java
 * @param batch which of a series this run is, if it read only files that were new; else null
 */
@JsonPropertyOrder({
    "format",
    "run",
    "started",
    "paths",
    "where",
    "pipeline",
    "map",
    "fitted",
    "columns",
    "carried",
    "baseline",
    "rules",
    "counts",
    "duplicateIds",
    "masks",
    "inputs",
    "versions",
    "batch"
})
public record AuditManifest(
        String format,
        String run,
        String started,
        List<String> paths,
        String where,
        String pipeline,
        String map,
        List<FitDocument.FittedGroup> fitted,
        List<String> columns,
        List<String> carried,
        String baseline,
        List<RuleText> rules,
        Counts counts,
        RepeatedIds duplicateIds,
        @JsonInclude(JsonInclude.Include.NON_NULL) MaskTable masks,
        List<InputFile> inputs,
        SortedMap<String, String> versions,
        @JsonInclude(JsonInclude.Include.NON_NULL) FileBatch.Name batch) {
    /** The name of the file in a run. */
    public static final String FILE_NAME = "manifest.json";

    /** The format of these documents. */
    public static final String FORMAT = "vision-heatmaps-audit/1";

    /**
     * @throws IllegalArgumentException if a part that later runs read is missing
     */
    public AuditManifest {
        Json.required("run", run);
        Json.required("started", started);
        Json.required("counts", (Object) counts);
    }

    /**
     * A table of masks that was joined by id.
     *
     * @param source the table
     * @param ids in it
     * @param unusedIds that no row of the input has
     * @param repeatedIds that stand on several rows of it, none of which is used
     * @param elementsWithout elements that have no mask
     */
    @JsonPropertyOrder({"source", "ids", "unusedIds", "repeatedIds", "elementsWithout"})
    public record MaskTable(String source, long ids, long unusedIds, long repeatedIds, long elementsWithout) {}

    /** A rule as it was written. */
    @JsonPropertyOrder({"check", "level", "by", "name"})
    public record RuleText(String check, String level, List<String> by, String name) {
        /** The text of a rule. */
        public static RuleText of(Rule rule) {
            return new RuleText(
                    rule.check(),
                    rule.level().toString(),
                    rule.by(),
                    rule.name().orElse(null));
        }
    }

    /**
     * A file of the input.
     *
     * @param path with its file system
     * @param bytes its size
     * @param modified in UTC
     * @param rows that it says it has, or null if that cannot be read
     * @param problem why it cannot be read, whole or in part; null if it can
     */
    @JsonPropertyOrder({"path", "bytes", "modified", "rows", "problem"})
    public record InputFile(String path, long bytes, String modified, Long rows, String problem) {}

    /**
     * Numbers that add up: files = readable + unreadable, rows expected = read + lost, elements = ok + quarantined.
     *
     * @param files of the input
     * @param readableFiles that could be read whole
     * @param unreadableFiles that could not
     * @param rowsExpected that files say they have; null where rows were picked by a predicate
     * @param rowsRead that were read
     * @param rowsLost in files that could be read only in part; null as above
     * @param elements that rows hold: a batch has several
     * @param ok that can be drawn
     * @param quarantined that cannot
     * @param quarantinedByReason how many of each kind
     */
    @JsonPropertyOrder({
        "files",
        "readableFiles",
        "unreadableFiles",
        "rowsExpected",
        "rowsRead",
        "rowsLost",
        "elements",
        "ok",
        "quarantined",
        "quarantinedByReason"
    })
    public record Counts(
            long files,
            long readableFiles,
            long unreadableFiles,
            Long rowsExpected,
            long rowsRead,
            Long rowsLost,
            long elements,
            long ok,
            long quarantined,
            Map<String, Long> quarantinedByReason) {
        /**
         * @throws IllegalStateException if something was lost or counted twice: a defect
         */
        public Counts {
            boolean addUp = files == readableFiles + unreadableFiles
                    && elements == ok + quarantined
                    && (rowsExpected == null || rowsExpected == rowsRead + rowsLost)
                    && quarantined
                            == quarantinedByReason.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum();
            if (!addUp) {
                throw new IllegalStateException("The audit does not add up: " + files + " files, " + readableFiles
                        + " readable and " + unreadableFiles + " not; " + rowsExpected + " rows, " + rowsRead
                        + " read and " + rowsLost + " lost; " + elements + " elements, " + ok + " ok and " + quarantined
                        + " quarantined");
            }
        }
    }

    /** This manifest as JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /** Reads a manifest back. */
    public static AuditManifest fromJson(String json) {
        return Json.read(json, AuditManifest.class, "the manifest of an audit");
    }
}
