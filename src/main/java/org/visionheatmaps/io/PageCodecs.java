package org.visionheatmaps.io;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Decompresses pages into memory that is used again. The two most common codecs go from array to array; Parquet's own classes for them
 * copy a page three times, and pages of large rows are tens of megabytes. The others are Parquet's.
 */
final class PageCodecs implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final CodecFactory others;
    private byte[] decoded = {};

    PageCodecs(Configuration configuration) {
        this.others = new CodecFactory(configuration, BUFFER);
    }

    /**
     * The bytes of a page, until another is decompressed.
     *
     * @throws IOException if the page is damaged
     */
    ByteBuffer decompress(CompressionCodecName codec, ByteBuffer page, int length) throws IOException {
        int start = page.arrayOffset() + page.position();
        int size = page.remaining();
        switch (codec) {
            case SNAPPY -> {
                require(length, Snappy.uncompressedLength(page.array(), start, size));
                Snappy.uncompress(page.array(), start, size, memory(length), 0);
            }
            case ZSTD -> {
                try {
                    require(length, Zstd.decompressByteArray(memory(length), 0, length, page.array(), start, size));
                } catch (ZstdException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
            default -> {
                return others.getDecompressor(codec)
                        .decompress(BytesInput.from(page), length)
                        .toInputStream()
                        .slice(length);
            }
        }
        return ByteBuffer.wrap(decoded, 0, length);
    }

    private byte[] memory(int length) {
        if (decoded.length < length) {
            decoded = new byte[length];
        }
        return decoded;
    }

    private static void require(int length, long found) throws IOException {
        if (found != length) {
            throw new IOException("it has " + found + " bytes where its header says " + length);
        }
    }

    @Override
    public void close() {
        others.release();
    }
}
