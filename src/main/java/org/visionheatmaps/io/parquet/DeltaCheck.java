package org.visionheatmaps.io.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;

/**
 * The counts at the beginning of delta-encoded numbers (lengths and prefixes of binary values): Parquet's library makes arrays as
 * long as they claim.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Delta encoding</a>
 */
final class DeltaCheck {
    /** Writers have blocks of 128 numbers. */
    private static final int MAX_BLOCK = 1 << 16;
    /** Values of a page that may have no bytes of their own. */
    private static final int MAX_EMPTY = 1 << 16;
    /** Of whole numbers: a block of 128 equal differences takes some 6 bytes, and writers may have larger blocks. */
    private static final int MAX_NUMBERS_PER_BYTE = 1 << 10;

    private DeltaCheck() {}

    /**
     * Makes sure of the counts of a page.
     *
     * @param levels how many values it has, nulls included
     * @throws IllegalArgumentException if it claims more than it can have
     */
    static void requireCounts(Encoding encoding, int levels, ByteBuffer page) throws IOException {
        if (encoding == Encoding.DELTA_BINARY_PACKED) {
            requireCount(
                    ByteBufferInputStream.wrap(page.duplicate()),
                    levels,
                    MAX_NUMBERS_PER_BYTE * (long) page.remaining());
            return;
        }
        if (encoding != Encoding.DELTA_LENGTH_BYTE_ARRAY && encoding != Encoding.DELTA_BYTE_ARRAY) {
            return;
        }
        ByteBufferInputStream in = ByteBufferInputStream.wrap(page.duplicate());
        requireCount(in, levels, page.remaining());
        if (encoding == Encoding.DELTA_BYTE_ARRAY) {
            // Prefixes are followed by what differs, which begins with its lengths.
            new DeltaBinaryPackingValuesReader().initFromPage(levels, in);
            requireCount(in, levels, page.remaining());
        }
    }

    private static void requireCount(ByteBufferInputStream in, int levels, long most) throws IOException {
        in.mark(in.available());
        int block = BytesUtils.readUnsignedVarInt(in);
        int parts = BytesUtils.readUnsignedVarInt(in);
        int count = BytesUtils.readUnsignedVarInt(in);
        in.reset();
        boolean holds = block > 0
                && block <= MAX_BLOCK
                && parts > 0
                && parts <= block
                && count >= 0
                && count <= levels
                && count <= most + MAX_EMPTY;
        if (!holds) {
            throw new IllegalArgumentException("a page of " + in.available() + " bytes and " + levels
                    + " values would have " + count + " in blocks of " + block);
        }
    }
}
