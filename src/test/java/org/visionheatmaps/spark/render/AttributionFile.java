package org.visionheatmaps.spark.render;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.reference.ReferenceCase;

/** Writes small Parquet inputs for tests. */
public final class AttributionFile {
    public static final StructType FLAT = new StructType()
            .add("id", DataTypes.StringType)
            .add("attribution", DataTypes.createArrayType(DataTypes.FloatType))
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("image", DataTypes.BinaryType)
            .add("method", DataTypes.StringType);

    private AttributionFile() {}

    /** The inputs of reference cases as flat arrays with shapes. */
    static void writeCases(SparkSession spark, List<ReferenceCase> cases, Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (ReferenceCase wanted : cases) {
            byte[] image = null;
            if (wanted.image() != null) {
                try (var in = ReferenceCase.open(wanted.image())) {
                    image = in.readAllBytes();
                }
            }
            rows.add(RowFactory.create(
                    wanted.id(),
                    boxed(wanted.attribution().values()),
                    boxed(wanted.attribution().shape()),
                    image,
                    wanted.input()));
        }
        write(spark, FLAT, rows, file);
    }

    public static void write(SparkSession spark, StructType schema, List<Row> rows, Path file) {
        spark.createDataFrame(rows, schema)
                .coalesce(1)
                .write()
                .mode("overwrite")
                .parquet(file.toString());
    }

    public static List<Float> boxed(float... values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    public static List<Integer> boxed(int... values) {
        List<Integer> list = new ArrayList<>(values.length);
        for (int value : values) {
            list.add(value);
        }
        return list;
    }

    public static byte[] littleEndian(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
