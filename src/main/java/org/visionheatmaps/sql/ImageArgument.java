package org.visionheatmaps.sql;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.image.BgrPixels;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.RgbImage;

/**
 * Reads the photograph that is an argument of a function: encoded bytes, {@code struct<bytes, path>} or Spark's struct of an image. No
 * file is opened, whatever a path says.
 */
final class ImageArgument implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final StructType ENCODED =
            new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);
    private static final StructType PIXELS = new StructType()
            .add("height", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType)
            .add("nChannels", DataTypes.IntegerType)
            .add("mode", DataTypes.IntegerType)
            .add("data", DataTypes.BinaryType);

    private final DataType type;
    private final int place;

    /**
     * @param type of the argument
     * @param place among the arguments
     */
    ImageArgument(DataType type, int place) {
        this.type = type;
        this.place = place;
    }

    static boolean canBe(DataType type) {
        return type instanceof BinaryType
                || type instanceof StructType struct
                        && (has(struct, PIXELS)
                                || has(struct, new StructType(new StructField[] {ENCODED.fields()[0]})));
    }

    private static boolean has(StructType struct, StructType fields) {
        List<String> names = Arrays.asList(struct.fieldNames());
        return Arrays.stream(fields.fields())
                .allMatch(field -> names.contains(field.name())
                        && struct.apply(field.name()).dataType().equals(field.dataType()));
    }

    /**
     * The photograph, or null if there is none.
     *
     * @throws BadDataException if there is one that cannot be read
     */
    RgbImage read(InternalRow arguments) {
        if (arguments.isNullAt(place)) {
            return null;
        }
        if (!(type instanceof StructType struct)) {
            return ImageDecoder.DEFAULT.decode(arguments.getBinary(place));
        }
        InternalRow image = arguments.getStruct(place, struct.length());
        return has(struct, PIXELS) ? pixels(image, struct) : encoded(image, struct);
    }

    private static RgbImage encoded(InternalRow image, StructType struct) {
        int bytes = struct.fieldIndex("bytes");
        if (!image.isNullAt(bytes)) {
            return ImageDecoder.DEFAULT.decode(image.getBinary(bytes));
        }
        if (has(struct, ENCODED)) {
            int path = struct.fieldIndex("path");
            if (!image.isNullAt(path) && image.getUTF8String(path).numBytes() > 0) {
                throw new BadDataException(
                        Reason.BAD_IMAGE,
                        "the image has a path but no bytes, and functions of SQL open no files: join the bytes"
                                + " (spark.read.format(\"binaryFile\")), or use the command render");
            }
        }
        return null;
    }

    private static RgbImage pixels(InternalRow image, StructType struct) {
        for (StructField field : PIXELS.fields()) {
            if (image.isNullAt(struct.fieldIndex(field.name()))) {
                throw new BadDataException(
                        Reason.BAD_IMAGE, "an image of Spark needs a " + field.name() + ", but it is null");
            }
        }
        return new BgrPixels(
                        image.getInt(struct.fieldIndex("width")),
                        image.getInt(struct.fieldIndex("height")),
                        image.getInt(struct.fieldIndex("nChannels")),
                        image.getInt(struct.fieldIndex("mode")))
                .toRgb(image.getBinary(struct.fieldIndex("data")), ImageDecoder.DEFAULT.memory());
    }
}
