package org.visionheatmaps.sink;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.publish.OutputName;

/**
 * Where rows have a file's bytes and its path: in a column {@code heatmap struct<bytes, path>}, or in columns {@code bytes} and
 * {@code path}. The place of the struct is -1 if there is none.
 *
 * @param struct the place of the struct in a row
 * @param bytes the place of the bytes in the struct, or in the row
 * @param path the same of the path
 * @param json the place of a column {@code json} in a row, or -1
 */
record ImageColumns(int struct, int bytes, int path, int json) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String STRUCT = "heatmap";

    /**
     * @throws IllegalArgumentException if the rows have neither
     */
    static ImageColumns of(StructType schema) {
        int json = place(schema, "json", StringType.class);
        int heatmap = Arrays.asList(schema.fieldNames()).indexOf(STRUCT);
        boolean isNested = heatmap >= 0 && schema.fields()[heatmap].dataType() instanceof StructType;
        StructType holder = isNested ? (StructType) schema.fields()[heatmap].dataType() : schema;
        int bytes = place(holder, "bytes", BinaryType.class);
        int path = place(holder, "path", StringType.class);
        if (bytes < 0 || path < 0) {
            throw new IllegalArgumentException(
                    "Files are written from a column heatmap of type struct<bytes: binary, path: string>, or from columns"
                            + " bytes (binary) and path (string), but the columns are " + schema.simpleString());
        }
        return new ImageColumns(isNested ? heatmap : -1, bytes, path, json);
    }

    private static int place(StructType schema, String name, Class<? extends DataType> type) {
        List<String> names = Arrays.asList(schema.fieldNames());
        int place = names.indexOf(name);
        return place >= 0 && type.isInstance(schema.fields()[place].dataType()) ? place : -1;
    }

    /**
     * The path of a row's file.
     *
     * @throws IOException if there is none, or it could lead out of the output
     */
    String path(InternalRow row) throws IOException {
        InternalRow holder = holder(row);
        if (holder == null || holder.isNullAt(path)) {
            throw new IOException("A row has no path: what shall its file be called?");
        }
        String name = holder.getUTF8String(path).toString();
        if (!OutputName.staysInFolder(name)
                || Arrays.stream(name.split("/", -1)).anyMatch(OutputName::isReserved)) {
            throw new IOException("A path needs to be relative, of names between '/' without ':', '\\' or control"
                    + " characters, and none may begin with '_' or '.', since readers skip those and the output's own"
                    + " files have them, but a row has '" + name + "'");
        }
        return name;
    }

    /**
     * The bytes of a row's file.
     *
     * @throws IOException if there are none
     */
    byte[] bytes(InternalRow row) throws IOException {
        InternalRow holder = holder(row);
        if (holder == null || holder.isNullAt(bytes)) {
            throw new IOException("The row with the path '" + path(row) + "' has no bytes");
        }
        return holder.getBinary(bytes);
    }

    /** What else a row says of its file, as JSON, or null. */
    byte[] json(InternalRow row) {
        return json < 0 || row.isNullAt(json) ? null : row.getUTF8String(json).getBytes();
    }

    private InternalRow holder(InternalRow row) {
        if (struct < 0) {
            return row;
        }
        // Two fields, whatever their order.
        return row.isNullAt(struct) ? null : row.getStruct(struct, Math.max(bytes, path) + 1);
    }
}
