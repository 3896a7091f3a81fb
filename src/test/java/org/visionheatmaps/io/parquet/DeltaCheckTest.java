package org.visionheatmaps.io.parquet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counts that a page of delta-encoded values claims. */
@Tag("fast")
class DeltaCheckTest {
    private static final int VALUES = 300;

    @Test
    void whatParquetWritesIsTaken() throws IOException {
        check(Encoding.DELTA_LENGTH_BYTE_ARRAY, VALUES, written(lengths()));
        check(Encoding.DELTA_BYTE_ARRAY, VALUES, written(prefixes()));
    }

    @Test
    void moreValuesThanThePageHasAreRefused() throws IOException {
        assertRefused(Encoding.DELTA_LENGTH_BYTE_ARRAY, VALUES - 1, written(lengths()));
        assertRefused(Encoding.DELTA_BYTE_ARRAY, VALUES - 1, written(prefixes()));
        check(Encoding.DELTA_LENGTH_BYTE_ARRAY, 10, page(128, 4, 10));
        assertRefused(Encoding.DELTA_LENGTH_BYTE_ARRAY, 10, page(128, 4, 11));
        assertRefused(Encoding.DELTA_LENGTH_BYTE_ARRAY, 10, page(128, 4, -1));
    }

    @Test
    void moreValuesThanBytesAreTakenUpToANumber() throws IOException {
        int bytes = page(128, 4, 1 << 16).length;
        check(Encoding.DELTA_LENGTH_BYTE_ARRAY, Integer.MAX_VALUE, page(128, 4, (1 << 16) + bytes));
        assertRefused(Encoding.DELTA_LENGTH_BYTE_ARRAY, Integer.MAX_VALUE, page(128, 4, (1 << 16) + bytes + 1));
    }

    @Test
    void blocksThatNoWriterHasAreRefused() throws IOException {
        check(Encoding.DELTA_LENGTH_BYTE_ARRAY, 10, page(1 << 16, 4, 10));
        int[][] wrong = {{0, 1}, {-128, 4}, {(1 << 16) + 128, 4}, {128, 0}, {128, -4}, {128, 129}};
        for (int[] block : wrong) {
            assertRefused(Encoding.DELTA_LENGTH_BYTE_ARRAY, 10, page(block[0], block[1], 10));
        }
    }

    @Test
    void theLengthsBehindPrefixesAreLookedAtToo() throws IOException {
        byte[] prefixes = new byte[] {(byte) 128, 1, 4, 1, 0};
        byte[] tooMany = page(128, 4, 2);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(prefixes);
        both.write(tooMany);
        assertRefused(Encoding.DELTA_BYTE_ARRAY, 1, both.toByteArray());
    }

    @Test
    void pagesOfOtherEncodingsAreLeftAlone() {
        assertDoesNotThrow(() -> check(Encoding.PLAIN, 1, page(0, 0, -1)));
    }

    private static void check(Encoding encoding, int levels, byte[] page) throws IOException {
        DeltaCheck.requireCounts(encoding, levels, ByteBuffer.wrap(page));
    }

    private static void assertRefused(Encoding encoding, int levels, byte[] page) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> check(encoding, levels, page));
        assertTrue(refused.getMessage().contains(" values would have "), refused.getMessage());
    }

    /** The head of delta-encoded numbers: the size of a block, its parts, how many there are, and the first. */
    private static byte[] page(int block, int parts, int count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int number : new int[] {block, parts, count, 0}) {
            BytesUtils.writeUnsignedVarInt(number, out);
        }
        return out.toByteArray();
    }

    private static ValuesWriter lengths() {
        return new DeltaLengthByteArrayValuesWriter(100, 1000, new HeapByteBufferAllocator());
    }

    private static ValuesWriter prefixes() {
        return new DeltaByteArrayWriter(100, 1000, new HeapByteBufferAllocator());
    }

    private static byte[] written(ValuesWriter writer) throws IOException {
        for (int v = 0; v < VALUES; v++) {
            writer.writeBytes(Binary.fromString("value " + v));
        }
        return writer.getBytes().toByteArray();
    }
}
