package org.visionheatmaps.io.parquet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ThriftCheckTest {
    @Test
    void aHeaderThatParquetWritesIsWholeAndEveryPartOfItIsNot() throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 100_000, 2_000);
        header.setData_page_header(new DataPageHeader(300, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writePageHeader(header, out);
        byte[] bytes = out.toByteArray();
        assertTrue(ThriftCheck.isWhole(ByteBuffer.wrap(bytes)));
        for (int length = 0; length < bytes.length; length++) {
            assertFalse(ThriftCheck.isWhole(ByteBuffer.wrap(bytes, 0, length)));
        }
    }

    @Test
    void aListThatClaimsMoreElementsThanBytesIsNotWhole() {
        // Field 1, a list of structures, of 2^31 - 1.
        assertFalse(ThriftCheck.isWhole(ByteBuffer.wrap(
                new byte[] {0x19, (byte) 0xFC, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07, 0, 0})));
    }

    @Test
    void structuresThatLieInOneAnotherWithoutEndAreRefused() {
        byte[] nested = new byte[100_000];
        Arrays.fill(nested, (byte) 0x1C);
        assertThrows(IllegalArgumentException.class, () -> ThriftCheck.isWhole(ByteBuffer.wrap(nested)));
    }
}
