package org.visionheatmaps.io.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.dataset.NoParent;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import java.util.Collection;
import java.util.Map;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/**
 * Where the chunks of a dataset are. jHDF has this for its own use; it is needed here for what each chunk says of its filters, of which
 * HDF5 leaves out those that do not make a chunk smaller.
 */
interface ChunkLookup {
    /** Sizes of a chunk. */
    int[] sizes();

    /** All chunks that are there. */
    Collection<Chunk> chunks();

    /**
     * Refuses an index of more chunks than the file has bytes, before it is read, where the index has a place for every chunk.
     *
     * @param count how many chunks the dataset has
     */
    void requireAtMost(long fileBytes, long count);

    /** The lookup of a chunked dataset. */
    static ChunkLookup of(HdfStorage storage, ObjectHeader header) {
        return header.getMessageOfType(DataLayoutMessage.class) instanceof ChunkedDataLayoutMessageV4
                ? new Indexed(storage, header)
                : new Tree(storage, header);
    }

    /** Of files that older libraries read. */
    final class Tree extends ChunkedDatasetV3 implements ChunkLookup {
        private Tree(HdfStorage storage, ObjectHeader header) {
            super(storage, header.getAddress(), "", NoParent.INSTANCE, header);
        }

        @Override
        public int[] sizes() {
            return getChunkDimensions();
        }

        @Override
        public Collection<Chunk> chunks() {
            Map<ChunkOffset, Chunk> lookup = getChunkLookup();
            return lookup.values();
        }

        @Override
        public void requireAtMost(long fileBytes, long count) {
            // a tree has no places for chunks that are not there
        }
    }

    /** Of the layouts since HDF5 1.10. */
    final class Indexed extends ChunkedDatasetV4 implements ChunkLookup {
        private Indexed(HdfStorage storage, ObjectHeader header) {
            super(storage, header.getAddress(), "", NoParent.INSTANCE, header);
        }

        @Override
        public int[] sizes() {
            return getChunkDimensions();
        }

        @Override
        public Collection<Chunk> chunks() {
            Map<ChunkOffset, Chunk> lookup = getChunkLookup();
            return lookup.values();
        }

        @Override
        public void requireAtMost(long fileBytes, long count) {
            int index = getHeaderMessage(ChunkedDataLayoutMessageV4.class).getIndexingType();
            boolean isFull = index == ChunkedDataLayoutMessageV4.IMPLICIT_INDEX
                    || index == ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX;
            if (isFull && count > fileBytes) {
                throw new BadDataException(
                        Reason.BAD_FILE, "the dataset has " + count + " chunks in a file of " + fileBytes + " bytes");
            }
        }
    }
}
