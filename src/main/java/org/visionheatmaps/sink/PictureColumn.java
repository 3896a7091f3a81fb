package org.visionheatmaps.sink;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.render.Provenance;

/** A column of pictures that are read, and where its value is from. */
enum PictureColumn {
    ID,
    /** Below the folder that was loaded, as {@code heatmap.path} of rows. */
    PATH,
    WIDTH,
    HEIGHT,
    PIPELINE,
    /** What the first colour stands for. */
    RANGE_MIN,
    /** What the last colour stands for. */
    RANGE_MAX,
    /** Without the colour bar; null if there is none. */
    HEATMAP_WIDTH,
    /** Without the colour bar; null if there is none. */
    HEATMAP_HEIGHT,
    /** Of pixels whose values were NaN or infinite, if there were any. */
    BAD_COLOR,
    SOFTWARE,
    /** Why the others are null. */
    PROBLEM,
    FILE,
    /** In bytes. */
    LENGTH,
    MODIFIED,
    BYTES;

    private static final long MICROSECONDS = 1000;

    /** All columns. */
    static final StructType SCHEMA = new StructType(Arrays.stream(values())
            .map(column -> DataTypes.createStructField(column.toString(), column.type(), true))
            .toArray(StructField[]::new));

    private DataType type() {
        return switch (this) {
            case ID, PATH, PIPELINE, BAD_COLOR, SOFTWARE, PROBLEM, FILE -> DataTypes.StringType;
            case WIDTH, HEIGHT, HEATMAP_WIDTH, HEATMAP_HEIGHT -> DataTypes.IntegerType;
            case RANGE_MIN, RANGE_MAX -> DataTypes.DoubleType;
            case LENGTH -> DataTypes.LongType;
            case MODIFIED -> DataTypes.TimestampType;
            case BYTES -> DataTypes.BinaryType;
        };
    }

    /** The value as Spark has it internally, or null. */
    Object of(Picture picture) {
        return switch (this) {
            case PATH -> text(picture.file().path());
            case FILE -> text(picture.file().uri());
            case LENGTH -> picture.file().length();
            case MODIFIED -> picture.file().modified() * MICROSECONDS;
            case BYTES -> picture.bytes();
            case PROBLEM -> text(picture.problem());
            case WIDTH, HEIGHT -> picture.info() == null ? null : of(picture.info());
            default -> picture.made() == null ? null : of(picture.made());
        };
    }

    private Object of(PngInfo info) {
        return this == WIDTH ? info.width() : info.height();
    }

    private Object of(Provenance made) {
        ValueRange range = made.range();
        Provenance.Area area = made.area();
        return switch (this) {
            case ID -> text(made.id());
            case PIPELINE -> text(made.pipeline());
            case SOFTWARE -> text(made.software());
            case RANGE_MIN -> range == null ? null : range.lower();
            case RANGE_MAX -> range == null ? null : range.upper();
            case HEATMAP_WIDTH -> area == null ? null : area.width();
            case HEATMAP_HEIGHT -> area == null ? null : area.height();
            case BAD_COLOR -> made.masked() == null ? null : text(made.masked().color());
            default -> throw new IllegalStateException(this + " is no text of a picture");
        };
    }

    /**
     * The columns of a schema.
     *
     * @throws IllegalArgumentException if one is not of the format
     */
    static PictureColumn[] of(StructType schema) {
        return Arrays.stream(schema.fields()).map(PictureColumn::of).toArray(PictureColumn[]::new);
    }

    private static PictureColumn of(StructField field) {
        return Arrays.stream(values())
                .filter(column ->
                        column.toString().equals(field.name()) && column.type().equals(field.dataType()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Pictures have columns of their own, but '"
                        + field.name() + "' of type " + field.dataType().simpleString() + " was asked for: leave out"
                        + " schema(...), and select from " + SCHEMA.simpleString()));
    }

    /** Whether a column is known without the file. */
    boolean isOfListing() {
        return switch (this) {
            case PATH, FILE, LENGTH, MODIFIED -> true;
            default -> false;
        };
    }

    private static UTF8String text(String text) {
        return UTF8String.fromString(text);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
