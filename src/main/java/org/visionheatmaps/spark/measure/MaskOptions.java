package org.visionheatmaps.spark.measure;

import java.io.Serializable;
import org.visionheatmaps.metrics.Localisation;
import org.visionheatmaps.text.EnumName;

/**
 * Where the object of a photograph is said to be, and how maps are compared with it.
 *
 * @param column of masks or boxes
 * @param isNamed whether the user has named the column, so that it must be there and of a type that fits
 * @param boxes what the numbers of a box are
 * @param areRelative whether they are shares of the photograph's width and height, instead of pixels
 * @param measure how maps are compared with regions
 * @param table that has the column, joined by id; null if the input has it
 */
public record MaskOptions(
        String column, boolean isNamed, Boxes boxes, boolean areRelative, Localisation.Options measure, Table table)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The column {@code mask}, if there is one. */
    public static final MaskOptions DEFAULT =
            new MaskOptions("mask", false, Boxes.NONE, false, Localisation.Options.DEFAULT);

    /** Of a column of the input. */
    public MaskOptions(String column, boolean isNamed, Boxes boxes, boolean areRelative, Localisation.Options measure) {
        this(column, isNamed, boxes, areRelative, measure, null);
    }

    /** The same with the column in another table. */
    public MaskOptions in(Table other) {
        return new MaskOptions(column, isNamed, boxes, areRelative, measure, other);
    }

    /**
     * A table of masks.
     *
     * @param source files, folders or globs of Parquet, or the name of a table in a catalog
     * @param id the column of ids
     */
    public record Table(String source, String id) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** What four numbers of a box are. */
    public enum Boxes {
        /** Lists of lists of numbers are masks and no boxes. */
        NONE,
        /** Left, top, width, height: COCO's order. */
        XYWH,
        /** Left, top, right, bottom: Pascal VOC's order. */
        XYXY;

        /**
         * The order of a name.
         *
         * @throws IllegalArgumentException for another name
         */
        public static Boxes named(String name) {
            return EnumName.of(Boxes.class, "order of the numbers of a box", name);
        }

        @Override
        public String toString() {
            return EnumName.of(this);
        }
    }
}
