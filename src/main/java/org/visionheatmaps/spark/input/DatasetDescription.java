package org.visionheatmaps.spark.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.run.InputFound;
import org.visionheatmaps.spark.input.source.InputFields;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;
import org.visionheatmaps.text.FieldPath;

/**
 * How a dataset would be read: for {@code inspect}.
 *
 * @param rows the number of rows
 * @param files the number of files
 * @param columns one line per column of the data
 * @param notes what a user should know or do before rendering
 */
public record DatasetDescription(long rows, int files, List<Column> columns, List<String> notes) {
    /**
     * One column.
     *
     * @param name as in the data
     * @param type as Spark says it
     * @param use how the job would read it: {@code attribution: float}, {@code carried}
     */
    public record Column(String name, String type, String use) {}

    /**
     * Looks at the schema and the first row.
     *
     * @throws IllegalArgumentException if the input cannot be read as attributions; the message says what to change
     * @throws JobFailedException if there is no such input
     */
    public static DatasetDescription of(SparkSession spark, InputOptions input) {
        JobSession session = JobSession.of(spark);
        InputFiles files = InputFiles.open(session, input);
        ElementSource source = new ElementSource(session, files, input);
        List<Column> columns = Arrays.stream(files.table().schema().fields())
                .map(field ->
                        new Column(field.name(), field.dataType().simpleString(), use(field, source, input.columns())))
                .toList();
        return new DatasetDescription(files.rows(), files.files().size(), columns, notes(files, source, input));
    }

    private static String use(StructField field, ElementSource source, InputOptions.Columns names) {
        Map<String, String> uses = new LinkedHashMap<>();
        uses.put(names.attribution(), "attribution: ");
        uses.put(names.id(), "id");
        uses.put(names.shape(), "shape");
        uses.put(names.dtype(), "dtype of binary values");
        uses.put(names.image(), "image, for overlays");
        for (Map.Entry<String, String> use : uses.entrySet()) {
            boolean isIt = field.name().equalsIgnoreCase(use.getKey());
            boolean hasIt = !isIt
                    && field.name()
                            .equalsIgnoreCase(FieldPath.parse(use.getKey()).get(0));
            if (isIt || hasIt) {
                String text = use.getKey().equals(names.attribution())
                        ? use.getValue() + source.describeAttribution()
                        : use.getValue();
                return hasIt ? "in it, " + use.getKey() + ", the " + text : text;
            }
        }
        return "carried";
    }

    private static List<String> notes(InputFiles files, ElementSource source, InputOptions input) {
        List<String> notes = new ArrayList<>();
        if (files.found().isTable()) {
            notes.add(
                    "rows come from Spark (" + files.files().keySet().iterator().next()
                            + "), which may give them in any order: they are known by their ids");
        }
        if (!files.found().input().others().isEmpty()) {
            notes.add("left out, as files of other kinds: "
                    + InputFound.inWords(files.found().input().others()));
        }
        files.found().input().badFiles().forEach(bad -> notes.add("left out, as it cannot be opened: " + bad.reason()));
        files.found()
                .unusable()
                .forEach((name, unusable) -> notes.add("column '" + name + "' cannot be "
                        + (unusable.isWanted() ? "carried" : "read, and is left out") + ": " + unusable.why()));
        if (!source.hasId()) {
            notes.add("no column '" + input.columns().id()
                    + "': elements are named by file and row (--id-column names another"
                    + example(files, input.columns().id()) + ")");
        }
        if (input.images().table().isPresent()) {
            notes.add("images come from " + input.images().table().get().source() + ", joined by id");
        } else if (!source.hasImage()) {
            notes.add("no column '" + input.columns().image()
                    + "': ResizeToImage() and AlphaOverlay() leave heatmaps as they are (--image-column names another"
                    + example(files, input.columns().image()) + "; --images joins a table)");
        }
        if (files.largestRow() > 0) {
            notes.add("a row takes about " + files.largestRow() + " bytes once it is decoded");
        }
        List<Row> first = source.normalised(true, false, List.of()).takeAsList(1);
        notes.add(
                first.isEmpty()
                        ? "there are no rows"
                        : "the first row: " + describe(first.get(0), source.decoder(), input));
        return notes;
    }

    private static String example(InputFiles files, String name) {
        return new InputFields(files.table().schema(), files.found().unusable())
                .fieldNamed(name)
                .map(path -> ", such as " + path)
                .orElse("");
    }

    private static String describe(Row row, RowDecoder decoder, InputOptions input) {
        try (ElementReader reader = new ElementReader(List.of(row).iterator(), ReaderConfig.of(decoder), false)) {
            Element first = reader.next();
            String id = "id '" + first.rowId() + "', ";
            if (first.fault() != null) {
                return id + "would be quarantined: " + first.fault().getMessage();
            }
            return id + (first.name() == null ? "one element" : first.elementsOfRow() + " elements")
                    + ", width×height×channels " + first.tensor().shapeText() + " in layout " + input.layout();
        }
    }
}
