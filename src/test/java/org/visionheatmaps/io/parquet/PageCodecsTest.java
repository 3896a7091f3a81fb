package org.visionheatmaps.io.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths that pages claim to have once they are decompressed. */
@Tag("fast")
class PageCodecsTest {
    private static final int SIZE = 10;

    private final PageCodecs codecs = new PageCodecs(new Configuration(false));

    @AfterEach
    void release() {
        codecs.close();
    }

    @ParameterizedTest
    @CsvSource({"SNAPPY, 32", "LZ4, 256", "LZ4_RAW, 256", "GZIP, 1040", "ZSTD, 32768"})
    void noPageBecomesLongerThanItsFormatCanMakeIt(CompressionCodecName codec, int ratio) {
        for (int length : new int[] {SIZE * ratio + 1, Integer.MAX_VALUE, -1}) {
            IOException refused = assertThrows(
                    IOException.class, () -> codecs.decompress(codec, ByteBuffer.wrap(new byte[SIZE]), length));
            assertEquals("10 bytes of " + codec + " cannot become " + length, refused.getMessage());
        }
    }

    @Test
    void aFrameThatClaimsMuchIsMeasuredBeforeMemoryIsMadeForIt() {
        byte[] noise = new byte[1 << 16];
        new Random(11).nextBytes(noise);
        byte[] frame = Zstd.compress(noise);
        // With memory for it, a heap of 2 GB would be too small.
        int claimed = Integer.MAX_VALUE - 8;
        IOException refused = assertThrows(
                IOException.class, () -> codecs.decompress(CompressionCodecName.ZSTD, ByteBuffer.wrap(frame), claimed));
        assertEquals("it has 65536 bytes where its header says " + claimed, refused.getMessage());
    }

    @Test
    void aFrameOfOneByteAgainAndAgainIsRead() throws IOException {
        byte[] zeros = new byte[32 << 20];
        ByteBuffer page =
                codecs.decompress(CompressionCodecName.ZSTD, ByteBuffer.wrap(Zstd.compress(zeros)), zeros.length);
        byte[] read = new byte[page.remaining()];
        page.get(read);
        assertArrayEquals(zeros, read);
    }
}
