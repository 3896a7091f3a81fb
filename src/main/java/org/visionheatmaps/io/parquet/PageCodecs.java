package org.visionheatmaps.io.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.visionheatmaps.tensor.HeapLimit;
import org.xerial.snappy.Snappy;

/**
 * Decompresses pages into memory that is used again. The two most common codecs go from array to array; Parquet's own classes for them
 * copy a page three times, and pages of large rows are tens of megabytes. The others are Parquet's.
 */
final class PageCodecs implements Closeable {
    private static final int BUFFER = 64 << 10;
    /** How long a page may claim to be without a look at what it is, at least. */
    private static final long BELIEVED = 16 << 20;
    /** The same by the bytes that it has. */
    private static final long BELIEVED_RATIO = 32;

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
        if (length < 0 || length > maxRatio(codec) * size) {
            throw new IOException(size + " bytes of " + codec + " cannot become " + length);
        }
        switch (codec) {
            case SNAPPY -> {
                require(length, Snappy.uncompressedLength(page.array(), start, size));
                Snappy.uncompress(page.array(), start, size, memory(length), 0);
            }
            case ZSTD -> {
                if (length > Math.max(BELIEVED, BELIEVED_RATIO * size)) {
                    require(length, length(new ByteArrayInputStream(page.array(), start, size)));
                }
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

    /** How many bytes a frame really has, for lengths that would take much memory if they were believed. */
    private static long length(InputStream frame) throws IOException {
        try (InputStream in = new ZstdInputStreamNoFinalizer(frame)) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** How many bytes one byte may become, at most. */
    private static long maxRatio(CompressionCodecName codec) {
        return switch (codec) {
            case SNAPPY -> 32; // 64 bytes of a copy that takes 3
            case LZ4, LZ4_RAW -> 256;
            case GZIP -> 1040; // 258 bytes of a match that takes 2 bits
            case ZSTD -> 1 << 15; // a block of 128 KB that is one byte again and again takes 4
            default -> Integer.MAX_VALUE;
        };
    }

    private byte[] memory(int length) {
        if (decoded.length < length) {
            decoded = HeapLimit.bytes(length);
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
