package org.visionheatmaps.io.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /** The bytes of a value; 0 if each says its own. */
    static int width(ParquetLeaf leaf) {
        return leaf.numbers() == null
                ? leaf.descriptor().getPrimitiveType().getTypeLength()
                : leaf.numbers().bytes();
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
                memory.add(leaf.numbers(), page.take(piece));
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
        private final ByteBuffer wide = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

        Decoded(ParquetLeaf leaf, ValuesReader reader) {
            this.leaf = leaf;
            this.reader = reader;
        }

        @Override
        void numbers(int count, NumberMemory memory) {
            for (int i = 0; i < count; i++) {
                switch (leaf.numbers()) {
                    case FLOAT32 -> memory.addFloat(reader.readFloat());
                    case FLOAT64 -> memory.addDouble(reader.readDouble());
                    case BOOL -> memory.addFloat(reader.readBoolean() ? 1 : 0);
                    case INT32 -> memory.addFloat(reader.readInteger());
                    case UINT32 -> memory.addFloat((float) Integer.toUnsignedLong(reader.readInteger()));
                    case INT64, UINT64 -> memory.add(leaf.numbers(), wide(reader.readLong()));
                    default ->
                        memory.add(
                                leaf.numbers(),
                                reader.readBytes().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
                }
            }
        }

        private ByteBuffer wide(long number) {
            return wide.putLong(0, number);
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
