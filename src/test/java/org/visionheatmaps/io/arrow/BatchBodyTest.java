package org.visionheatmaps.io.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.fuzz.MemoryFiles;
import org.visionheatmaps.io.file.FileVersion;

/** Where the buffers of a record batch say that they lie, and how long they say that they are. */
@Tag("fast")
class BatchBodyTest {
    private static final int BODY = 64;
    private static final byte NOT_COMPRESSED = -1;

    @Test
    void buffersThatLieOneOverTheOtherAreDamage() throws IOException {
        try (BatchBody body = body(NOT_COMPRESSED, 0, new long[] {0, 32}, new long[] {32, 32})) {
            assertEquals(32, body.buffer(0, new WindowMemory()).length());
            assertEquals(32, body.buffer(1, new WindowMemory()).length());
        }
        try (BatchBody body = body(NOT_COMPRESSED, 0, new long[] {0, 48}, new long[] {0, 48})) {
            body.buffer(0, new WindowMemory());
            DamagedArrowException damaged =
                    assertThrows(DamagedArrowException.class, () -> body.buffer(1, new WindowMemory()));
            assertTrue(damaged.getMessage().contains("lie one over the other"), damaged.getMessage());
        }
    }

    @Test
    void aBufferOutsideOfItsBodyIsDamage() throws IOException {
        long[][] outside = {{0, BODY + 1}, {BODY, 1}, {-8, 8}, {8, -8}, {Long.MAX_VALUE, Long.MAX_VALUE}};
        for (long[] place : outside) {
            try (BatchBody body = body(NOT_COMPRESSED, 0, place)) {
                DamagedArrowException damaged =
                        assertThrows(DamagedArrowException.class, () -> body.buffer(0, new WindowMemory()));
                assertTrue(damaged.getMessage().contains("outside of its body"), damaged.getMessage());
            }
        }
    }

    @Test
    void aCompressedBufferCannotBeLongerThanItsCodecMakesIt() throws IOException {
        byte[] codecs = {CompressionType.LZ4_FRAME, CompressionType.ZSTD};
        int[] ratios = {255, 1 << 15};
        for (int c = 0; c < codecs.length; c++) {
            long longest = (long) ratios[c] * BODY + ratios[c] - 1;
            assertEquals(longest, length(codecs[c], longest));
            for (long claimed : new long[] {longest + 1, Long.MAX_VALUE, -2}) {
                byte codec = codecs[c];
                DamagedArrowException damaged = assertThrows(DamagedArrowException.class, () -> length(codec, claimed));
                assertTrue(damaged.getMessage().contains("of 64 bytes would have " + claimed), damaged.getMessage());
            }
        }
    }

    private static long length(byte codec, long claimed) throws IOException {
        try (BatchBody body = body(codec, claimed, new long[] {0, BODY})) {
            BodyBuffer buffer = body.buffer(0, new WindowMemory());
            body.readSmall();
            return buffer.length();
        }
    }

    /** A batch at the beginning of a file of nothing but its body, whose first 8 bytes are a length. */
    private static BatchBody body(byte codec, long claimed, long[]... places) throws IOException {
        byte[] file = new byte[BODY];
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(claimed);
        Configuration configuration = MemoryFiles.configuration();
        ArrowInput in = ArrowInput.open(
                MemoryFiles.put("body.arrow", file), new FileVersion(file.length, 0, null), configuration);
        return new BatchBody(in, new ArrowFile.Block(0, 0, BODY), batch(codec, places));
    }

    private static RecordBatch batch(byte codec, long[]... places) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        RecordBatch.startBuffersVector(builder, places.length);
        for (int p = places.length - 1; p >= 0; p--) {
            Buffer.createBuffer(builder, places[p][0], places[p][1]);
        }
        int buffers = builder.endVector();
        int compression = codec == NOT_COMPRESSED
                ? 0
                : BodyCompression.createBodyCompression(builder, codec, BodyCompressionMethod.BUFFER);
        builder.finish(RecordBatch.createRecordBatch(builder, 1, 0, buffers, compression, 0));
        return RecordBatch.getRootAsRecordBatch(builder.dataBuffer());
    }
}
