package org.visionheatmaps.io.arrow;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.apache.arrow.flatbuf.CompressionType;

/** How the buffers of a record batch are compressed. */
enum Codec {
    LZ4 {
        @Override
        InputStream decompress(InputStream frame) throws IOException {
            return new Lz4FrameStream(frame);
        }
    },
    ZSTD {
        @Override
        InputStream decompress(InputStream frame) throws IOException {
            return new ZstdInputStreamNoFinalizer(frame);
        }
    };

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
