package org.visionheatmaps.spark.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.metrics.Region;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.ObjectPlace;
import org.visionheatmaps.tensor.RgbImage;

/** Where a row says that the object is: a mask for all of its elements, one for each, or boxes. */
public final class RowMask {
    private final MaskColumn column;
    private final Row row;
    private boolean[] pixels;
    private int width;
    private int height;
    private int masks;

    /**
     * @param column of the input, or null if it has none
     * @param row normalised
     */
    public RowMask(MaskColumn column, Row row) {
        this.column = column;
        this.row = row;
    }

    /** Whether the row has none, though the input has a column of them. */
    boolean isMissing() {
        return column != null && row.isNullAt(column.place());
    }

    /**
     * Looks where a map has its object; says in the metrics if there is none or it cannot be read.
     *
     * @param batchIndex the element's place in the row's batch
     * @param image the photograph, whose size boxes in pixels are of; the map's own size stands for one that is not there
     * @return null if that is not known
     */
    Region region(int batchIndex, MapSize map, RowImage image, ElementMetrics metrics) {
        if (column == null || isMissing()) {
            metrics.set(Flag.MASK_MISSING, column != null);
            return null;
        }
        try {
            return read(batchIndex, map, image);
        } catch (BadDataException e) {
            metrics.set(Flag.MASK_UNREADABLE, true);
            return null;
        }
    }

    /**
     * Where an element has its object; null if the row does not say so.
     *
     * @param map the size of the element's map, which a mask without a size of its own has
     */
    public ObjectPlace place(int batchIndex, MapSize map) {
        return column == null || isMissing() ? null : new Place(batchIndex, map);
    }

    /** Read when it is asked for. */
    private final class Place implements ObjectPlace {
        private final int batchIndex;
        private final MapSize map;

        Place(int batchIndex, MapSize map) {
            this.batchIndex = batchIndex;
            this.map = map;
        }

        @Override
        public boolean[] inside(int columns, int rows, RgbImage photograph) {
            Region region = isOfBoxes()
                    ? Region.ofBoxes(boxes(columns, rows, photograph), columns, rows, columns, rows)
                    : ofMask(batchIndex, map, columns, rows);
            boolean[] inside = new boolean[Math.multiplyExact(columns, rows)];
            for (int pixel = 0; pixel < inside.length; pixel++) {
                inside[pixel] = region.has(pixel);
            }
            return inside;
        }

        /** Boxes in pixels are of the photograph, or of the map if there is none. */
        @Override
        public double[][] boxes(int columns, int rows, RgbImage photograph) {
            if (!isOfBoxes()) {
                return new double[0][];
            }
            double pictureWidth = photograph == null ? map.width() : photograph.width();
            double pictureHeight = photograph == null ? map.height() : photograph.height();
            double[][] boxes = given(pictureWidth, pictureHeight);
            for (double[] box : boxes) {
                for (int side = 0; side < box.length; side++) {
                    box[side] *= side % 2 == 0 ? columns / pictureWidth : rows / pictureHeight;
                }
            }
            return boxes;
        }
    }

    private boolean isOfBoxes() {
        return column.form() == MaskColumn.Form.BOXES || column.form() == MaskColumn.Form.LISTS;
    }

    /**
     * Where a picture of an element has its object, for drawing.
     *
     * @param map the size of the element's map
     * @param width of the picture of all of the map
     * @param height of the picture
     * @return null if that is not known
     */
    public Region region(int batchIndex, MapSize map, RowImage image, int width, int height) {
        // First at the map's size, which is that of a mask without one of its own.
        Region ofMap = region(batchIndex, map, image, new ElementMetrics());
        if (ofMap == null) {
            return null;
        }
        boolean isOfMap = image.width() == null && isOfBoxes();
        return isOfMap ? ofMap.resized(width, height) : read(batchIndex, new MapSize(width, height, 1), image);
    }

    private Region read(int batchIndex, MapSize map, RowImage image) {
        return isOfBoxes() ? boxes(map, image) : ofMask(batchIndex, map, map.width(), map.height());
    }

    /** The mask at a size. */
    private Region ofMask(int batchIndex, MapSize map, int columns, int rows) {
        if (pixels == null) {
            load(map);
        }
        if (masks > 1 && batchIndex >= masks) {
            throw bad("there are " + masks + " masks, but this is element " + batchIndex);
        }
        int first = masks > 1 ? batchIndex * width * height : 0;
        boolean[] own = masks > 1 ? Arrays.copyOfRange(pixels, first, first + width * height) : pixels;
        return Region.ofMask(own, width, height, columns, rows);
    }

    private void load(MapSize map) {
        if (column.form() == MaskColumn.Form.PICTURE) {
            RgbImage picture = ImageDecoder.DEFAULT.decode(row.getAs(column.place()));
            set(picture.width(), picture.height(), 1);
            boolean[] inside = new boolean[Math.multiplyExact(width, height)];
            byte[] rgb = picture.rgb();
            for (int i = 0, at = 0; i < inside.length; i++, at += 3) {
                inside[i] = (rgb[at] | rgb[at + 1] | rgb[at + 2]) != 0;
            }
            pixels = inside;
            return;
        }
        Row value = row.getStruct(column.place());
        if (!value.isNullAt(NormalizedRow.VALUE_PROBLEM)) {
            throw bad(value.getString(NormalizedRow.VALUE_PROBLEM));
        }
        byte[] bytes = value.getAs(NormalizedRow.VALUE_DATA);
        int count = bytes.length / (column.isDouble() ? Double.BYTES : Float.BYTES);
        setSizes(NormalizedRow.sizes(value, NormalizedRow.VALUE_SHAPE), count, map);
        pixels = inside(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), count);
    }

    private boolean[] inside(ByteBuffer numbers, int count) {
        boolean[] inside = new boolean[count];
        for (int i = 0; i < count; i++) {
            double number = column.isDouble() ? numbers.getDouble() : numbers.getFloat();
            // NaN is no statement that the object is here.
            inside[i] = number != 0 && !Double.isNaN(number);
        }
        return inside;
    }

    /** H×W, 1×H×W, H×W×1 or N×H×W; a flat list is of the map's size. */
    private void setSizes(int[] shape, int count, MapSize map) {
        if (shape == null) {
            set(map.width(), map.height(), 1);
        } else {
            int[] sizes = shape.length == 3 && shape[2] == 1 ? Arrays.copyOf(shape, 2) : shape;
            if (sizes.length < 2 || sizes.length > 3) {
                throw bad("a mask needs the dimensions H×W, 1×H×W, H×W×1 or N×H×W, but has " + Arrays.toString(shape));
            }
            set(sizes[sizes.length - 1], sizes[sizes.length - 2], sizes.length == 3 ? sizes[0] : 1);
        }
        if (width < 1 || height < 1 || (long) width * height * masks != count) {
            throw bad("a mask of " + width + "×" + height + " pixels cannot have " + count + " numbers");
        }
    }

    private void set(int newWidth, int newHeight, int count) {
        width = newWidth;
        height = newHeight;
        masks = count;
    }

    private Region boxes(MapSize map, RowImage image) {
        boolean hasImage = image.width() != null;
        double pictureWidth = hasImage ? image.width() : map.width();
        double pictureHeight = hasImage ? image.height() : map.height();
        return Region.ofBoxes(
                given(pictureWidth, pictureHeight), pictureWidth, pictureHeight, map.width(), map.height());
    }

    /** The row's boxes: left, top, right and bottom in pixels of a picture. */
    private double[][] given(double pictureWidth, double pictureHeight) {
        MaskOptions options = column.options();
        List<Object> given = row.getList(column.place());
        double[][] boxes = new double[given.size()][];
        for (int b = 0; b < boxes.length; b++) {
            double[] box = column.form() == MaskColumn.Form.BOXES ? ofStruct(given.get(b)) : ofList(given.get(b));
            boolean hasCorner = column.form() == MaskColumn.Form.LISTS && options.boxes() == MaskOptions.Boxes.XYXY;
            double scaleX = options.areRelative() ? pictureWidth : 1;
            double scaleY = options.areRelative() ? pictureHeight : 1;
            double left = box[0] * scaleX;
            double top = box[1] * scaleY;
            boxes[b] = new double[] {
                left,
                top,
                hasCorner ? box[2] * scaleX : left + box[2] * scaleX,
                hasCorner ? box[3] * scaleY : top + box[3] * scaleY
            };
        }
        return boxes;
    }

    private static double[] ofStruct(Object given) {
        if (!(given instanceof Row box)) {
            throw bad("a box is null");
        }
        return new double[] {
            number(box.getAs("x")), number(box.getAs("y")), number(box.getAs("width")), number(box.getAs("height"))
        };
    }

    private static double[] ofList(Object given) {
        List<Object> numbers =
                given == null ? List.of() : RowFactory.create(given).getList(0);
        if (numbers.size() != 4) {
            throw bad("a box needs four numbers, but has " + numbers.size());
        }
        return numbers.stream().mapToDouble(RowMask::number).toArray();
    }

    private static double number(Object number) {
        if (!(number instanceof Number known) || !Double.isFinite(known.doubleValue())) {
            throw bad("a box needs finite numbers, but has " + number);
        }
        return known.doubleValue();
    }

    private static BadDataException bad(String problem) {
        return new BadDataException(Reason.BAD_IMAGE, problem);
    }
}
