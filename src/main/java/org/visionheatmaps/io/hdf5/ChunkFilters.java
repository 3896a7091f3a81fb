package org.visionheatmaps.io.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.filter.LzfFilter;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** Undoes the filters of chunks. None makes more bytes than a chunk has. */
final class ChunkFilters {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int LZF = 32000;
    private static final int CHECKSUM_BYTES = 4;
    /** Registered filters that people use, for the message. */
    private static final Map<Integer, String> OTHERS = Map.of(
            4, "szip",
            5, "nbit",
            6, "scaleoffset",
            32001, "blosc",
            32004, "lz4",
            32008, "bitshuffle",
            32013, "zfp",
            32015, "zstd",
            32026, "blosc2");

    private final List<FilterInfo> filters;
    private final int valueBytes;

    /**
     * @param valueBytes of one value
     * @throws BadDataException if a filter is not known
     */
    ChunkFilters(ObjectHeader header, int valueBytes) {
        this.filters = header.hasMessageOfType(FilterPipelineMessage.class)
                ? header.getMessageOfType(FilterPipelineMessage.class).getFilters()
                : List.of();
        this.valueBytes = valueBytes;
        for (FilterInfo filter : filters) {
            int id = filter.getId();
            if (id != DEFLATE && id != SHUFFLE && id != FLETCHER32 && id != LZF) {
                String name = OTHERS.getOrDefault(id, String.valueOf(filter.getName()));
                throw new BadDataException(
                        Reason.BAD_FILE,
                        "the dataset is compressed with filter " + id + " (" + name
                                + "); import reads gzip (deflate), shuffle, fletcher32 and lzf: h5repack -f GZIP=1 makes"
                                + " such a file");
            }
        }
    }

    /**
     * The values of a chunk.
     *
     * @param skipped filters that this chunk has not been through
     * @param length how many bytes its values have
     */
    byte[] decode(byte[] stored, BitSet skipped, int length) {
        byte[] bytes = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if (skipped == null || !skipped.get(i)) {
                bytes = decode(filters.get(i).getId(), bytes, length + CHECKSUM_BYTES * i);
            }
        }
        if (bytes.length < length) {
            throw new BadDataException(
                    Reason.BAD_FILE, "a chunk has " + bytes.length + " bytes, where its values need " + length);
        }
        return bytes;
    }

    private byte[] decode(int filter, byte[] bytes, int most) {
        return switch (filter) {
            case DEFLATE -> inflate(bytes, most);
            case SHUFFLE -> unshuffle(bytes);
            case FLETCHER32 -> Arrays.copyOf(bytes, Math.max(0, bytes.length - CHECKSUM_BYTES));
            default -> new LzfFilter().decode(bytes, new int[] {0, 0, most});
        };
    }

    private static byte[] inflate(byte[] bytes, int most) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            byte[] out = new byte[most];
            int length = 0;
            while (length < most && !inflater.finished()) {
                int count = inflater.inflate(out, length, most - length);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new BadDataException(Reason.BAD_FILE, "a compressed chunk ends early");
                }
                length += count;
            }
            return length == most ? out : Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw new BadDataException(Reason.BAD_FILE, "a compressed chunk is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /** All first bytes of values, then all second bytes, …; what is left over of an uneven chunk stands at its end. */
    private byte[] unshuffle(byte[] bytes) {
        if (valueBytes < 2) {
            return bytes;
        }
        int count = bytes.length / valueBytes;
        byte[] out = new byte[bytes.length];
        for (int part = 0; part < valueBytes; part++) {
            for (int i = 0; i < count; i++) {
                out[i * valueBytes + part] = bytes[part * count + i];
            }
        }
        int whole = count * valueBytes;
        System.arraycopy(bytes, whole, out, whole, bytes.length - whole);
        return out;
    }
}
