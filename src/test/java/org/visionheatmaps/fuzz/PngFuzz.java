package org.visionheatmaps.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.visionheatmaps.png.PngInfo;

/** What PNG files say of themselves. */
@Tag("fast")
class PngFuzz {
    private static final int SIGNATURE = 8;
    /** The length, the type and the CRC of a chunk. */
    private static final int FRAME = 12;

    @FuzzTest
    void png(byte[] bytes) {
        Refused.orRead(() -> PngInfo.read(bytes));
        Refused.orRead(() -> PngInfo.read(withRightSums(bytes)));
        Refused.orRead(() -> PngInfo.skim(new ByteArrayInputStream(withRightSums(bytes))));
    }

    /** A fuzzer does not find the CRC of a chunk that it has changed. */
    private static byte[] withRightSums(byte[] bytes) {
        ByteBuffer png = ByteBuffer.wrap(bytes.clone());
        int at = SIGNATURE;
        while (at <= bytes.length - FRAME) {
            int size = png.getInt(at);
            if (size < 0 || size > bytes.length - at - FRAME) {
                break;
            }
            CRC32 sum = new CRC32();
            sum.update(bytes, at + 4, size + 4);
            png.putInt(at + 8 + size, (int) sum.getValue());
            at += size + FRAME;
        }
        return png.array();
    }
}
