package org.visionheatmaps.png;

import java.io.Serializable;
import java.util.Objects;
import org.visionheatmaps.text.EnumName;

/**
 * How an image becomes a PNG.
 *
 * @param effort how hard the encoder tries for fewer bytes
 * @param color what a pixel is in the file
 */
public record PngEncoding(Effort effort, Color color) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The quickest, with every colour as it is. */
    public static final PngEncoding DEFAULT = new PngEncoding(Effort.FAST, Color.AUTO);

    public PngEncoding {
        Objects.requireNonNull(effort);
        Objects.requireNonNull(color);
    }

    /** How hard the encoder tries for fewer bytes. The pixels are the same; no effort makes a file larger than a lesser one. */
    public enum Effort {
        /** The project's own deflate: matches without a search. */
        FAST,
        /** {@link java.util.zip.Deflater} with the filter that suits the image. */
        SMALL;

        /**
         * The effort of a name, without regard to case.
         *
         * @throws IllegalArgumentException for an unknown name; the message names the nearest
         */
        public static Effort named(String name) {
            return EnumName.of(Effort.class, "PNG effort", name);
        }

        @Override
        public String toString() {
            return EnumName.of(this);
        }
    }

    /** What a pixel is in the file. */
    public enum Color {
        /** The number of one of at most 256 colours where the image has no more, three bytes elsewhere: exact. */
        AUTO,
        /** Three bytes, exact. */
        RGB,
        /** The number of one of at most 256 colours, which stand for their neighbours where the image has more. */
        PALETTE,
        /** A grey of 256 levels in one byte, which stands for a value. */
        GREY8,
        /** A grey of 65536 levels in two bytes, which stands for a value. */
        GREY16;

        /** Whether pixels are values, and not colours. */
        public boolean isGrey() {
            return this == GREY8 || this == GREY16;
        }

        /**
         * The kind of pixels of a name, without regard to case.
         *
         * @throws IllegalArgumentException for an unknown name; the message names the nearest
         */
        public static Color named(String name) {
            return EnumName.of(Color.class, "PNG color", name);
        }

        @Override
        public String toString() {
            return EnumName.of(this);
        }
    }
}
