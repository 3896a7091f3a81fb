package org.visionheatmaps.spark.input;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Ids as texts, the same whatever the session's settings are: numbers and dates as Spark writes them, times as ISO 8601 (of UTC where the
 * column is one of instants), 16 bytes as the UUID that they are, other bytes in hexadecimal.
 */
final class RowId {
    private static final int UUID_BYTES = 16;

    private RowId() {}

    /**
     * The text of an id.
     *
     * @throws IllegalArgumentException if the column's values are no ids
     */
    static Column of(StructField field, Column id) {
        DataType type = field.dataType();
        if (type instanceof StringType || type instanceof NumericType || type instanceof DateType) {
            return id.cast(DataTypes.StringType);
        }
        if (type instanceof TimestampType) {
            return text(functions.unix_micros(id), (UDF1<Long, String>) RowId::text);
        }
        if (type instanceof TimestampNTZType) {
            return text(id, (UDF1<LocalDateTime, String>) LocalDateTime::toString);
        }
        if (type instanceof BinaryType) {
            return text(id, (UDF1<byte[], String>) RowId::text);
        }
        throw new IllegalArgumentException("The column '" + field.name()
                + "' of ids needs strings, numbers, times or UUIDs, but is " + type.simpleString()
                + "; --id-column names another");
    }

    private static Column text(Column id, UDF1<?, String> of) {
        return functions.when(
                id.isNotNull(), functions.udf(of, DataTypes.StringType).apply(id));
    }

    private static String text(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static String text(byte[] bytes) {
        if (bytes.length != UUID_BYTES) {
            return HexFormat.of().formatHex(bytes);
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong()).toString();
    }
}
