package org.visionheatmaps.spark.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;

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
        List<Column> columns = Arrays.stream(files.frame().schema().fields())
                .map(field ->
                        new Column(field.name(), field.dataType().simpleString(), use(field, source, input.columns())))
                .toList();
        return new DatasetDescription(files.rows(), files.files().size(), columns, notes(files, source, input));
    }

    private static String use(StructField field, ElementSource source, InputOptions.Columns names) {
        String name = field.name();
        if (name.equalsIgnoreCase(names.attribution())) {
            return "attribution: " + source.describeAttribution(field.dataType());
        }
        if (name.equalsIgnoreCase(names.id())) {
            return "id";
        }
        if (name.equalsIgnoreCase(names.shape())) {
            return "shape";
        }
        if (name.equalsIgnoreCase(names.dtype())) {
            return "dtype of binary values";
        }
        return name.equalsIgnoreCase(names.image()) ? "image, for overlays" : "carried";
    }

    private static List<String> notes(InputFiles files, ElementSource source, InputOptions input) {
        List<String> notes = new ArrayList<>();
        if (!source.hasId()) {
            notes.add("no column '" + input.columns().id()
                    + "': elements are named by file and row (--id-column names another)");
        }
        if (input.images().table().isPresent()) {
            notes.add("images come from " + input.images().table().get().source() + ", joined by id");
        } else if (!source.hasImage()) {
            notes.add(
                    "no column '" + input.columns().image()
                            + "': ResizeToImage() and AlphaOverlay() leave heatmaps as they are (--image-column names another; --images joins a table)");
        }
        notes.add("a row takes about " + files.largestRow() + " bytes once it is decoded");
        List<Row> first = source.normalised(true, false, List.of()).takeAsList(1);
        notes.add(
                first.isEmpty()
                        ? "there are no rows"
                        : "the first row: " + describe(first.get(0), source.decoder(), input));
        return notes;
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
