package org.visionheatmaps.spark.input.source;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Kinds of Parquet columns by how Spark reads them. Types that Spark lacks become texts: ISO 8601 for times, of UTC or of no zone as in
 * the file, and the usual form of UUIDs.
 */
enum ParquetKind {
    /** Spark reads them as they are. */
    PLAIN,
    /** Instants finer than Spark's microseconds; their numbers are read. */
    INSTANT_NANOS,
    /** The same without a zone. */
    TIMESTAMP_NANOS,
    TIME_MILLIS,
    TIME_MICROS,
    TIME_NANOS,
    UUID,
    /** Columns that are null throughout, of no type. */
    NULL,
    /** Neither Spark nor this software has a type for them. */
    UNREADABLE;

    private static final long NANOS = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MICRO = 1000;

    /** What Spark is told to read; null for the column's own type. */
    DataType stored() {
        return switch (this) {
            case INSTANT_NANOS, TIMESTAMP_NANOS, TIME_MICROS, TIME_NANOS -> DataTypes.LongType;
            case TIME_MILLIS -> DataTypes.IntegerType;
            case UUID, UNREADABLE -> DataTypes.BinaryType;
            case NULL -> DataTypes.NullType;
            case PLAIN -> null;
        };
    }

    /** What users see; null for the column's own type. */
    DataType seen() {
        return switch (this) {
            case PLAIN, UNREADABLE -> null;
            case NULL -> DataTypes.NullType;
            default -> DataTypes.StringType;
        };
    }

    /** Whether Spark's vectorized reader refuses the type, while its other reader takes the bytes. */
    boolean needsRowReader() {
        return this == TIME_MILLIS || this == TIME_MICROS || this == TIME_NANOS || this == UUID;
    }

    /** What users see of a column that Spark has read. */
    Column seen(Column read) {
        return switch (this) {
            case PLAIN, NULL, UNREADABLE -> read;
            case INSTANT_NANOS -> text(read, (Long nanos) -> instant(nanos).toString());
            case TIMESTAMP_NANOS ->
                text(read, (Long nanos) -> LocalDateTime.ofInstant(instant(nanos), ZoneOffset.UTC)
                        .toString());
            case TIME_MILLIS -> text(read, (Integer millis) -> time(millis * NANOS_PER_MILLI));
            case TIME_MICROS -> text(read, (Long micros) -> time(micros * NANOS_PER_MICRO));
            case TIME_NANOS -> text(read, ParquetKind::time);
            case UUID -> text(read, ParquetKind::uuid);
        };
    }

    private static <T> Column text(Column read, UDF1<T, String> of) {
        return functions.when(
                read.isNotNull(), functions.udf(of, DataTypes.StringType).apply(read));
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    private static String time(long nanosOfDay) {
        return LocalTime.ofNanoOfDay(nanosOfDay).toString();
    }

    private static String uuid(byte[] bytes) {
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new java.util.UUID(halves.getLong(), halves.getLong()).toString();
    }
}
