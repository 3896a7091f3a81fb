package org.visionheatmaps.spark.importer;

import java.util.HashMap;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.spark.run.QuarantineFolder;
import org.visionheatmaps.spark.run.TallyAccumulator;
import org.visionheatmaps.tensor.Layout;

/**
 * What a task of an import does: files in, rows out, faults to the quarantine.
 *
 * @param layout says which batches are split
 * @param as what numbers become that are no floats, or null
 * @param maxImageBytes larger photographs are refused
 * @param isOfImages whether the files are photographs
 * @param keys which array of a file is what
 * @param carried columns of arrays beside attributions
 * @param photographs all of them by name, if arrays name them
 * @param quarantine where faults are written
 * @param failFast whether the first fault fails the job
 * @param tallies where the task's counts go
 */
record ImportTask(
        Layout layout,
        DType as,
        long maxImageBytes,
        boolean isOfImages,
        ImportKeys keys,
        StructType carried,
        HashMap<String, String> photographs,
        QuarantineFolder quarantine,
        boolean failFast,
        TallyAccumulator tallies)
        implements MapPartitionsFunction<String, Row> {
    /** The names of the columns that every table of attributions has. */
    static final String[] COLUMNS = {"id", "attribution", "shape", "dtype", "layout", "image", "source", "folder"};

    private static final long serialVersionUID = 1L;

    private static final StructType IMAGE =
            new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);

    /** The columns that are written: those that {@code render} reads by their usual names, and where they come from. */
    StructType schema() {
        StructType schema = new StructType().add("id", DataTypes.StringType, false);
        if (!isOfImages) {
            schema = schema.add("attribution", DataTypes.BinaryType)
                    .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false))
                    .add("dtype", DataTypes.StringType)
                    .add("layout", DataTypes.StringType);
        }
        schema = schema.add("image", IMAGE).add("source", DataTypes.StringType);
        if (!isOfImages) {
            schema = schema.add("folder", DataTypes.StringType);
            for (StructField field : carried.fields()) {
                schema = schema.add(field);
            }
        }
        return schema;
    }

    @Override
    public Iterator<Row> call(Iterator<String> groups) throws Exception {
        return new ImportedRows(groups, this);
    }
}
