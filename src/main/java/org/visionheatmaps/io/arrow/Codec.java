package org.visionheatmaps.io.arrow;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.apache.arrow.flatbuf.CompressionType;

/** How the buffers of a record batch are compressed. */
enum Codec {
    LZ4(255) {
        @Override
        InputStream decompress(InputStream frame) throws IOException {
            return new Lz4FrameStream(frame);
        }
    },
    /** A block of 128 KB that is one byte again and again takes 4 bytes. */
    ZSTD(1 << 15) {
        @Override
        InputStream decompress(InputStream frame) throws IOException {
            return new ZstdInputStreamNoFinalizer(frame);
        }
    };

    private final int maxRatio;

    Codec(int maxRatio) {
        this.maxRatio = maxRatio;
    }

    /** How many bytes one byte may become, at most. */
    int maxRatio() {
        return maxRatio;
    }

    /** The codec of a number in the format. */
    static Codec of(byte number, ArrowInput in) throws IOException {
        return switch (number) {
            case CompressionType.LZ4_FRAME -> LZ4;
            case CompressionType.ZSTD -> ZSTD;
            default ->
                throw in.fault("has buffers in the unknown compression " + number + "; LZ4 and ZSTD can be read", null);
        };
    }

    /** The bytes of a frame. */
    abstract InputStream decompress(InputStream frame) throws IOException;
}
