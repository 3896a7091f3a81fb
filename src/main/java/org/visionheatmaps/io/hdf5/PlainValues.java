package org.visionheatmaps.io.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** Values that stand one after another, in the file or in the dataset's header. */
final class PlainValues extends HdfValues {
    private static final long BLOCK_BYTES = 4 << 20;
    private static final long UNDEFINED = -1;

    private final HdfStorage storage;
    private final long address;
    private final byte[] header;
    private final long length;

    private PlainValues(HdfStorage storage, long address, byte[] header, long length) {
        super((length + BLOCK_BYTES - 1) / BLOCK_BYTES);
        this.storage = storage;
        this.address = address;
        this.header = header;
        this.length = length;
    }

    /** Values in the file. */
    static PlainValues at(HdfStorage storage, long address, long length) {
        if (address == UNDEFINED) {
            throw new BadDataException(Reason.EMPTY, "the dataset has no values: it was never written");
        }
        return new PlainValues(storage, address, null, length);
    }

    /** Values in the header. */
    static PlainValues of(byte[] header, long length) {
        return new PlainValues(null, 0, header, length);
    }

    @Override
    Block read(long slice) throws IOException {
        long start = slice * BLOCK_BYTES;
        long count = Math.min(BLOCK_BYTES, length - start);
        if (header == null) {
            return new Block(1, ByteBuffer.wrap(storage.values(address + start, count)));
        }
        if (start + count > header.length) {
            throw new BadDataException(
                    Reason.WRONG_LENGTH,
                    "the dataset needs " + length + " bytes, but has " + header.length + " in its header");
        }
        return new Block(1, ByteBuffer.wrap(header, (int) start, (int) count));
    }
}
