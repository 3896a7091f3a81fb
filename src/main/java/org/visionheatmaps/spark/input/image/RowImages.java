package org.visionheatmaps.spark.input.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.image.BgrPixels;
import org.visionheatmaps.io.image.ImageFiles;
import org.visionheatmaps.io.image.ImageMemory;
import org.visionheatmaps.io.image.ImageSize;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Reads the photographs of rows, one row at a time. Keeps those of files that were used last. */
public final class RowImages {
    private final ImageReading reading;
    private final ImageFiles files;
    private final Path base;
    private final NumberMemory memory = new NumberMemory();

    RowImages(ImageReading reading) throws IOException {
        this.reading = reading;
        this.files = new ImageFiles(
                reading.settings().configuration(), reading.roots(), reading.decoder(), reading.maxBytes());
        this.base = reading.base() == null ? null : qualified(new Path(reading.base()), reading);
    }

    private static Path qualified(Path path, ImageReading reading) throws IOException {
        return path.getFileSystem(reading.settings().configuration()).makeQualified(path);
    }

    /**
     * The photographs of a row by element, each null if there is none; they hold until the next row is read.
     *
     * @param elements how many the row has
     * @throws BadDataException if there should be a photograph but none can be read
     */
    public IntFunction<RgbImage> of(Row row, int elements) {
        ImageMemory memory = reading.decoder().memory();
        IntFunction<RgbImage> images = memory.guard(memory.bytes(), () -> open(row, elements));
        return element -> memory.guard(memory.bytes(), () -> images.apply(element));
    }

    private IntFunction<RgbImage> open(Row row, int elements) {
        if (row.isNullAt(NormalizedRow.IMAGE)) {
            return element -> null;
        }
        Row image = row.getStruct(NormalizedRow.IMAGE);
        if (!image.isNullAt(ImageColumn.PROBLEM)) {
            throw bad(image.getString(ImageColumn.PROBLEM));
        }
        if (!image.isNullAt(ImageColumn.BYTES)) {
            RgbImage decoded = reading.decoder().decode(image.getAs(ImageColumn.BYTES));
            return element -> decoded;
        }
        if (!image.isNullAt(ImageColumn.NUMBERS)) {
            return numbers(row, image, elements);
        }
        if (!image.isNullAt(ImageColumn.PIXELS)) {
            RgbImage pixels = pixels(image.getStruct(ImageColumn.PIXELS));
            return element -> pixels;
        }
        if (!image.isNullAt(ImageColumn.PATH)
                && !image.getString(ImageColumn.PATH).isEmpty()) {
            RgbImage read = read(row, image);
            return element -> read;
        }
        return element -> null;
    }

    /**
     * The size of a row's photograph, of the first if there are several; null if there is none.
     *
     * @throws BadDataException as of the photographs, as far as the header says
     */
    public ImageSize size(Row row) {
        if (!row.isNullAt(NormalizedRow.IMAGE)) {
            Row image = row.getStruct(NormalizedRow.IMAGE);
            if (image.isNullAt(ImageColumn.PROBLEM) && !image.isNullAt(ImageColumn.BYTES)) {
                return ImageSize.of(image.getAs(ImageColumn.BYTES), reading.decoder());
            }
        }
        RgbImage image = of(row, 1).apply(0);
        return image == null ? null : new ImageSize(image.width(), image.height());
    }

    private RgbImage read(Row row, Row image) {
        String path = image.getString(ImageColumn.PATH);
        String file = image.isNullAt(ImageColumn.FILE)
                ? row.getString(NormalizedRow.FILE)
                : image.getString(ImageColumn.FILE);
        try {
            return files.read(path, base == null ? ImageFiles.folderOf(file) : base);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the image " + path + ": " + e.getMessage(), e);
        }
    }

    private IntFunction<RgbImage> numbers(Row row, Row image, int elements) {
        Row packed = image.getStruct(ImageColumn.NUMBERS);
        if (!packed.isNullAt(NormalizedRow.VALUE_PROBLEM)) {
            throw bad("the image: " + packed.getString(NormalizedRow.VALUE_PROBLEM));
        }
        Values values;
        try {
            values = Values.decode(
                    packed.<byte[]>getAs(NormalizedRow.VALUE_DATA),
                    image.isNullAt(ImageColumn.NUMBERS_DTYPE)
                            ? reading.dtype()
                            : DType.parse(image.getString(ImageColumn.NUMBERS_DTYPE)),
                    shape(image, packed),
                    reading.pixels().layout(),
                    memory);
        } catch (BadDataException | IllegalArgumentException e) {
            throw bad("the image: " + e.getMessage());
        }
        if (values.count() == 1) {
            RgbImage single = pixels(values, 0);
            return element -> single;
        }
        boolean isSplit = !row.isNullAt(NormalizedRow.ELEMENT);
        String split = isSplit ? row.getString(NormalizedRow.ELEMENT) : "";
        int place = isSplit ? Integer.parseInt(split.substring(0, split.indexOf(' '))) : 0;
        if (isSplit ? place >= values.count() : values.count() != elements) {
            throw bad("there are " + values.count() + " images for "
                    + (isSplit ? "the element " + place : elements + " elements")
                    + ": a batch needs one image, or one for each element");
        }
        return element -> pixels(values, element);
    }

    private RgbImage pixels(Values values, int element) {
        Tensor image = values.element(element);
        reading.decoder().memory().require(3L * image.size(0) * image.size(1));
        return reading.pixels().toRgb(image);
    }

    private int[] shape(Row image, Row packed) {
        int[] shape = NormalizedRow.sizes(packed, NormalizedRow.VALUE_SHAPE);
        if (shape == null) {
            shape = NormalizedRow.sizes(image, ImageColumn.NUMBERS_SHAPE);
        }
        if (shape == null && reading.shape() != null) {
            shape = reading.shape().stream().mapToInt(Integer::intValue).toArray();
        }
        if (shape == null) {
            throw bad("it has no shape: --image-shape gives one, such as 3,224,224");
        }
        return shape;
    }

    private RgbImage pixels(Row image) {
        return new BgrPixels(
                        image.getInt(ImageColumn.PIXELS_WIDTH),
                        image.getInt(ImageColumn.PIXELS_HEIGHT),
                        image.getInt(ImageColumn.PIXELS_CHANNELS),
                        image.getInt(ImageColumn.PIXELS_TYPE))
                .toRgb(image.getAs(ImageColumn.PIXELS_DATA), reading.decoder().memory());
    }

    private static BadDataException bad(String message) {
        return new BadDataException(Reason.BAD_IMAGE, message);
    }
}
