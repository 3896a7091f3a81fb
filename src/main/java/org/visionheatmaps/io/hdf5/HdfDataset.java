package org.visionheatmaps.io.hdf5;

import io.jhdf.GlobalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** A dataset: its shape and type, and its values front to back in C order. */
public final class HdfDataset {
    private static final int HEAPS = 8;
    private static final long MAX_SLICE_BYTES = 1L << 30;
    /** Dataspaces without values. */
    private static final int NULL_SPACE = 2;

    private final HdfStorage storage;
    private final ObjectHeader header;
    private final HdfType type;
    private final List<Long> shape = new ArrayList<>();

    HdfDataset(HdfStorage storage, ObjectHeader header) {
        this.storage = storage;
        this.header = header;
        this.type = HdfType.of(header.getMessageOfType(DataTypeMessage.class).getDataType());
        DataSpace space = header.getMessageOfType(DataSpaceMessage.class).getDataSpace();
        for (long size : space.getDimensionsAsLong()) {
            shape.add(size);
        }
        type.inner().forEach(size -> shape.add((long) size));
        if (space.getType() == NULL_SPACE) {
            shape.add(0L);
        }
    }

    /** Its sizes, as they stand in the file; none for a single value. */
    public List<Long> shape() {
        return List.copyOf(shape);
    }

    /** Whether its values are numbers. */
    public boolean isNumbers() {
        return type.kind() == HdfType.Kind.NUMBER;
    }

    /** Whether its values are strings. */
    public boolean isStrings() {
        return type.kind() == HdfType.Kind.FIXED || type.kind() == HdfType.Kind.VARIABLE;
    }

    /** The type of its numbers as safetensors calls it, such as {@code F32}; or what its values are. */
    public String type() {
        return type.name();
    }

    /** The order of the bytes of its numbers. */
    public ByteOrder order() {
        return type.order();
    }

    /**
     * The bytes of its values in C order, a few slices of the first dimension at a time.
     *
     * @throws BadDataException if they cannot be read
     */
    public InputStream values() throws IOException {
        return HdfFaults.guard(() -> {
            long[] sizes = shape.isEmpty()
                    ? new long[] {1}
                    : shape.stream().mapToLong(Long::longValue).toArray();
            long slice = type.bytes();
            for (int d = 1; d < sizes.length; d++) {
                slice = product(slice, sizes[d], MAX_SLICE_BYTES);
            }
            long length = product(slice, sizes[0], Long.MAX_VALUE >> 1);
            DataLayoutMessage layout = header.getMessageOfType(DataLayoutMessage.class);
            if (layout instanceof CompactDataLayoutMessage compact) {
                ByteBuffer values = compact.getDataBuffer();
                byte[] bytes = new byte[values.remaining()];
                values.get(bytes);
                return PlainValues.of(bytes, length);
            }
            if (layout instanceof ContiguousDataLayoutMessage contiguous) {
                return PlainValues.at(storage, contiguous.getAddress(), length);
            }
            if (!type.inner().isEmpty()) {
                throw new BadDataException(
                        Reason.UNKNOWN_DTYPE,
                        "the dataset has arrays as values, in chunks: save it with plain numbers");
            }
            return new ChunkedValues(storage, header, sizes, type.bytes(), slice);
        });
    }

    private long product(long bytes, long size, long most) {
        if (size < 0 || bytes > 0 && size > most / bytes) {
            throw new BadDataException(
                    Reason.BAD_SHAPE, "a slice of a dataset of the sizes " + shape + " is too large to be read");
        }
        return bytes * size;
    }

    /**
     * Its strings.
     *
     * @param count how many it has
     * @param most bytes that they may have
     * @throws BadDataException if they are more, or damaged
     */
    public List<String> strings(int count, long most) throws IOException {
        if ((long) count * type.bytes() > most) {
            throw tooLarge(most);
        }
        try (InputStream values = values()) {
            return HdfFaults.guard(() ->
                    type.kind() == HdfType.Kind.FIXED ? fixed(values, count) : new Variable(most).read(values, count));
        }
    }

    private static BadDataException tooLarge(long most) {
        return new BadDataException(Reason.TOO_LARGE, "the strings take more than " + most + " bytes");
    }

    private List<String> fixed(InputStream values, int count) throws IOException {
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = next(values);
            int end = 0;
            if (type.padding() == 0) {
                while (end < bytes.length && bytes[end] != 0) {
                    end++;
                }
            } else {
                end = bytes.length;
                while (end > 0 && bytes[end - 1] == (type.padding() == 1 ? 0 : ' ')) {
                    end--;
                }
            }
            strings.add(text(bytes, end));
        }
        return strings;
    }

    /** What says that it is ASCII is often UTF-8, which reads both. */
    private static String text(byte[] bytes, int end) {
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private byte[] next(InputStream values) throws IOException {
        byte[] bytes = values.readNBytes(type.bytes());
        if (bytes.length < type.bytes()) {
            throw new BadDataException(Reason.WRONG_LENGTH, "the dataset ends early");
        }
        return bytes;
    }

    /** Strings in heaps, of which the last few are kept. */
    private final class Variable {
        private final long most;
        private final Map<Long, GlobalHeap> heaps = new LinkedHashMap<>(HEAPS, 0.75f, true);
        private long bytes;

        Variable(long most) {
            this.most = most;
        }

        List<String> read(InputStream values, int count) throws IOException {
            List<String> strings = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ByteBuffer reference = ByteBuffer.wrap(next(values)).order(ByteOrder.LITTLE_ENDIAN);
                int offsetBytes = storage.getSizeOfOffsets();
                reference.getInt(); // the length, which the heap has too
                long address = offsetBytes == Long.BYTES ? reference.getLong() : reference.getInt() & 0xFFFFFFFFL;
                int index = reference.getInt();
                strings.add(index == 0 ? "" : string(address, index));
            }
            return strings;
        }

        private String string(long address, int index) {
            GlobalHeap heap = heaps.get(address);
            if (heap == null) {
                heap = new GlobalHeap(storage, address);
                heaps.put(address, heap);
                if (heaps.size() > HEAPS) {
                    heaps.remove(heaps.keySet().iterator().next());
                }
            }
            ByteBuffer object = heap.getObjectData(index);
            byte[] string = new byte[object.remaining()];
            object.get(string);
            bytes += string.length;
            if (bytes > most) {
                throw tooLarge(most);
            }
            int end = string.length;
            while (end > 0 && string[end - 1] == 0) {
                end--;
            }
            return text(string, end);
        }
    }
}
