package org.visionheatmaps.io.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.object.message.FillValueMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.HeapLimit;

/** Values in chunks: as many slices at once as a chunk has, if they are not too large. Missing chunks are the fill value. */
final class ChunkedValues extends HdfValues {
    private static final long MAX_BLOCK_BYTES = 64 << 20;
    private static final long MAX_CHUNK_BYTES = 1 << 30;
    private static final long UNDEFINED = -1;
    /** More than deflate can save; what is beyond it are fill values. */
    private static final double MAX_RATIO = 1100;

    private final HdfStorage storage;
    private final ChunkFilters filters;
    private final long[] sizes;
    private final int[] chunkSizes;
    private final int valueBytes;
    private final int chunkBytes;
    private final int sliceBytes;
    private final byte[] fill;
    private final Map<Long, List<Chunk>> chunksByFirst = new HashMap<>();

    /**
     * @param sizes of the dataset; its slices fit into an array
     */
    ChunkedValues(HdfStorage storage, ObjectHeader header, long[] sizes, int valueBytes, long sliceBytes) {
        super(sizes[0]);
        this.storage = storage;
        this.sizes = sizes.clone();
        this.valueBytes = valueBytes;
        this.sliceBytes = Math.toIntExact(sliceBytes);
        this.filters = new ChunkFilters(header, valueBytes);
        this.fill = fill(header, valueBytes);
        ChunkLookup lookup = ChunkLookup.of(storage, header);
        this.chunkSizes = lookup.sizes();
        long bytes = valueBytes;
        for (int d = 0; d < chunkSizes.length; d++) {
            if (chunkSizes.length != sizes.length || chunkSizes[d] <= 0 || bytes > MAX_CHUNK_BYTES / chunkSizes[d]) {
                throw new BadDataException(
                        Reason.BAD_FILE,
                        "the dataset has chunks of the sizes " + Arrays.toString(chunkSizes)
                                + ", which cannot be read");
            }
            bytes *= chunkSizes[d];
        }
        this.chunkBytes = (int) bytes;
        double all = (double) sizes[0] * sliceBytes;
        if (all > MAX_RATIO * storage.size() + MAX_BLOCK_BYTES) {
            throw new BadDataException(
                    Reason.TOO_LARGE,
                    "the dataset of the sizes " + Arrays.toString(sizes) + " is more than " + MAX_RATIO
                            + " times its file of " + storage.size() + " bytes: most of it was never written");
        }
        lookup.requireAtMost(storage.size(), count());
        for (Chunk chunk : lookup.chunks()) {
            chunksByFirst
                    .computeIfAbsent(chunk.getChunkOffset()[0], first -> new ArrayList<>())
                    .add(chunk);
        }
    }

    private long count() {
        double count = 1;
        for (int d = 0; d < chunkSizes.length; d++) {
            count *= Math.ceil((double) sizes[d] / chunkSizes[d]);
        }
        return (long) count;
    }

    private static byte[] fill(ObjectHeader header, int valueBytes) {
        if (header.hasMessageOfType(FillValueMessage.class)) {
            FillValueMessage message = header.getMessageOfType(FillValueMessage.class);
            if (message.isFillValueDefined()) {
                ByteBuffer value = message.getFillValue();
                if (value.remaining() == valueBytes) {
                    byte[] bytes = new byte[valueBytes];
                    value.get(bytes);
                    return bytes;
                }
            }
        }
        return new byte[valueBytes];
    }

    @Override
    Block read(long slice) throws IOException {
        long first = slice - slice % chunkSizes[0];
        long end = Math.min(sizes[0], first + chunkSizes[0]);
        int count = (int) Math.min(end - slice, Math.max(1, MAX_BLOCK_BYTES / sliceBytes));
        byte[] block = HeapLimit.bytes(Math.multiplyExact(count, sliceBytes));
        for (int i = 0; i < block.length; i++) {
            block[i] = fill[i % valueBytes];
        }
        for (Chunk chunk : chunksByFirst.getOrDefault(first, List.of())) {
            if (isThere(chunk)) {
                copy(chunk, slice, count, block);
            }
        }
        return new Block(count, ByteBuffer.wrap(block));
    }

    private boolean isThere(Chunk chunk) {
        if (chunk.getAddress() == UNDEFINED) {
            return false;
        }
        long[] offset = chunk.getChunkOffset();
        for (int d = 0; d < sizes.length; d++) {
            if (offset[d] < 0 || offset[d] >= sizes[d] || offset[d] % chunkSizes[d] != 0) {
                return false;
            }
        }
        return true;
    }

    private void copy(Chunk chunk, long slice, int count, byte[] block) throws IOException {
        int stored = chunk.getSize();
        byte[] values = filters.decode(storage.values(chunk.getAddress(), stored), chunk.getFilterMask(), chunkBytes);
        long[] offset = chunk.getChunkOffset();
        int rank = sizes.length;
        int[] from = new int[rank];
        int[] to = new int[rank];
        int[] shape = new int[rank];
        for (int d = 0; d < rank; d++) {
            long start = d == 0 ? slice : 0;
            long limit = d == 0 ? slice + count : sizes[d];
            from[d] = (int) Math.max(0, start - offset[d]);
            to[d] = (int) Math.max(0, offset[d] - start);
            shape[d] = (int) (Math.min(limit, offset[d] + chunkSizes[d]) - Math.max(start, offset[d]));
        }
        copy(values, block, 0, new long[] {0, 0}, from, to, shape);
    }

    /** Copies from a dimension on: the last is one piece. */
    private void copy(byte[] values, byte[] block, int d, long[] places, int[] from, int[] to, int[] shape) {
        boolean isLast = d == sizes.length - 1;
        long chunkStride = chunkSizes[d];
        long blockStride = d == 0 ? 1 : sizes[d];
        long inChunk = (d == 0 ? 0 : places[0] * chunkStride) + from[d];
        long inBlock = (d == 0 ? 0 : places[1] * blockStride) + to[d];
        if (isLast) {
            System.arraycopy(
                    values,
                    Math.toIntExact(inChunk * valueBytes),
                    block,
                    Math.toIntExact(inBlock * valueBytes),
                    shape[d] * valueBytes);
            return;
        }
        for (int i = 0; i < shape[d]; i++) {
            copy(values, block, d + 1, new long[] {inChunk + i, inBlock + i}, from, to, shape);
        }
    }
}
