package org.visionheatmaps.io.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.column.values.ValuesReader;
import org.visionheatmaps.io.value.ByteSource;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.tensor.HeapLimit;

/** The values of a Parquet page, without nulls, one after the other. */
abstract class PageValues {
    private static final int PIECE = 1 << 20;

    /** Adds the next values, which are numbers. */
    abstract void numbers(int count, NumberMemory memory) throws IOException;

    /** Leaves out the next values. */
    abstract void skip(int count) throws IOException;

    /** The bytes of the next value, to be taken before another value is. */
    abstract ByteSource bytes() throws IOException;

    /** Adds the little-endian numbers of some bytes. */
    static void add(ParquetLeaf.Content content, ByteBuffer bytes, NumberMemory memory) {
        switch (content) {
            case FLOAT -> memory.addFloats(bytes);
            case DOUBLE -> memory.addDoubles(bytes);
            case HALF -> memory.addHalves(bytes);
            case BYTES -> throw new IllegalArgumentException("not numbers");
        }
    }

    /** The bytes of a value; 0 if each says its own. */
    static int width(ParquetLeaf leaf) {
        return switch (leaf.content()) {
            case FLOAT -> Float.BYTES;
            case DOUBLE -> Double.BYTES;
            case HALF -> Short.BYTES;
            case BYTES -> leaf.descriptor().getPrimitiveType().getTypeLength();
        };
    }

    /** Values as they are, one after the other: encoding PLAIN. */
    static PageValues plain(ParquetLeaf leaf, ByteSource page) {
        return new Plain(leaf, page);
    }

    /** Values of which all first bytes come first: encoding BYTE_STREAM_SPLIT. */
    static PageValues split(ParquetLeaf leaf, ByteSource page) throws IOException {
        int width = width(leaf);
        int length = Math.toIntExact(page.left());
        ByteBuffer planes = page.take(length);
        byte[] joined = HeapLimit.bytes(length);
        int count = length / width;
        for (int b = 0; b < width; b++) {
            for (int i = 0; i < count; i++) {
                joined[i * width + b] = planes.get(b * count + i);
            }
        }
        return new Plain(leaf, ByteSource.of(ByteBuffer.wrap(joined)));
    }

    /** Values that a reader of Parquet's own library decodes. */
    static PageValues decoded(ParquetLeaf leaf, ValuesReader reader) {
        return new Decoded(leaf, reader);
    }

    private static final class Plain extends PageValues {
        private final ParquetLeaf leaf;
        private final ByteSource page;
        private final int width;

        Plain(ParquetLeaf leaf, ByteSource page) {
            this.leaf = leaf;
            this.page = page;
            this.width = width(leaf);
        }

        @Override
        void numbers(int count, NumberMemory memory) throws IOException {
            for (long left = (long) count * width; left > 0; ) {
                int piece = (int) Math.min(left, PIECE);
                add(leaf.content(), page.take(piece), memory);
                left -= piece;
            }
        }

        @Override
        void skip(int count) throws IOException {
            if (width > 0) {
                page.skip((long) count * width);
            } else {
                for (int i = 0; i < count; i++) {
                    page.skip(page.take(Integer.BYTES).getInt());
                }
            }
        }

        @Override
        ByteSource bytes() throws IOException {
            int length = width > 0 ? width : page.take(Integer.BYTES).getInt();
            return page.part(length);
        }
    }

    private static final class Decoded extends PageValues {
        private final ParquetLeaf leaf;
        private final ValuesReader reader;

        Decoded(ParquetLeaf leaf, ValuesReader reader) {
            this.leaf = leaf;
            this.reader = reader;
        }

        @Override
        void numbers(int count, NumberMemory memory) {
            for (int i = 0; i < count; i++) {
                switch (leaf.content()) {
                    case FLOAT -> memory.addFloat(reader.readFloat());
                    case DOUBLE -> memory.addDouble(reader.readDouble());
                    default ->
                        add(
                                leaf.content(),
                                reader.readBytes().toByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN),
                                memory);
                }
            }
        }

        @Override
        void skip(int count) {
            reader.skip(count);
        }

        @Override
        ByteSource bytes() {
            return ByteSource.of(reader.readBytes().toByteBuffer());
        }
    }
}
