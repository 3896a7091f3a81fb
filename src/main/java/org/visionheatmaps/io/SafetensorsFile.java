package org.visionheatmaps.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** A safetensors file: the length of a header, the header as JSON, then little-endian arrays in C order where it says. */
final class SafetensorsFile extends ArrayFile {
    private static final int START = 8;
    /** The format's own limit. */
    private static final long MOST_HEADER_BYTES = 100_000_000;

    private static final int BUFFER = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final FSDataInputStream in;
    private final long data;
    private final long length;
    private final Iterator<Entry> entries;
    private Entry entry;

    /** Where an array begins and ends after the header. */
    private record Entry(String key, JsonNode description, long begin, long end) {}

    SafetensorsFile(FSDataInputStream in, long length) throws IOException {
        this.in = in;
        this.length = length;
        ByteBuffer start = ByteBuffer.wrap(in.readNBytes(START)).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = start.limit() < START ? -1 : start.getLong();
        if (headerLength < 0 || headerLength > MOST_HEADER_BYTES || headerLength > length - START) {
            throw bad("its header would have " + headerLength + " of the " + length + " bytes of the file");
        }
        this.data = START + headerLength;
        this.entries = entries(in.readNBytes((int) headerLength)).iterator();
    }

    private static List<Entry> entries(byte[] header) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (JsonProcessingException e) {
            throw bad("its header is no JSON: " + e.getOriginalMessage());
        }
        if (root == null || !root.isObject()) {
            throw bad("its header is no JSON object");
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!field.getKey().equals("__metadata__")) {
                JsonNode offsets = field.getValue().path("data_offsets");
                entries.add(new Entry(
                        field.getKey(),
                        field.getValue(),
                        offsets.path(0).asLong(-1),
                        offsets.path(1).asLong(-1)));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparing(Entry::key));
        return entries;
    }

    @Override
    public boolean next() {
        entry = entries.hasNext() ? entries.next() : null;
        return entry != null;
    }

    @Override
    public Optional<String> key() {
        return Optional.of(entry.key());
    }

    @Override
    public StoredArray array() throws IOException {
        String dtype = entry.description().path("dtype").asText();
        NumberType type = NumberType.ofSafetensors(dtype)
                .orElseThrow(() -> new BadDataException(
                        Reason.UNKNOWN_DTYPE,
                        "the array's type is '" + dtype + "': an attribution needs F16, BF16, F32 or F64"));
        List<Integer> shape = new ArrayList<>();
        long bytes = type.bytes();
        for (JsonNode size : entry.description().path("shape")) {
            if (!size.canConvertToInt() || size.asInt() < 0) {
                throw new BadDataException(
                        Reason.BAD_SHAPE,
                        "the array has the shape " + entry.description().path("shape"));
            }
            shape.add(size.asInt());
            bytes = size.asInt() == 0 || bytes <= Long.MAX_VALUE / size.asInt() ? bytes * size.asInt() : Long.MAX_VALUE;
        }
        if (entry.begin() < 0 || entry.end() > length - data || entry.end() - entry.begin() != bytes) {
            throw new BadDataException(
                    Reason.WRONG_LENGTH,
                    "an array of shape " + shape + " and type " + dtype + " needs " + bytes + " bytes, but stands at "
                            + entry.begin() + " to " + entry.end() + " of " + (length - data));
        }
        in.seek(data + entry.begin());
        return new StoredArray(type, ByteOrder.LITTLE_ENDIAN, false, shape, new BufferedInputStream(in, BUFFER));
    }

    private static BadDataException bad(String what) {
        return new BadDataException(Reason.BAD_FILE, "the safetensors file cannot be read: " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
