package org.visionheatmaps.io.numpy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** A safetensors file: the length of a header, the header as JSON, then little-endian arrays in C order where it says. */
final class SafetensorsFile extends ArrayFile {
    private static final int START = 8;
    /** Some 100,000 arrays; the format allows 100 MB. */
    private static final long MAX_HEADER_BYTES = 16 << 20;

    private static final int MAX_RANK = 32;

    private static final int BUFFER = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final FSDataInputStream in;
    private final long data;
    private final long length;
    private final List<Entry> all;
    private final Iterator<Entry> entries;
    private Entry entry;
    /** Where the last array ended. */
    private long end;

    /** Where an array begins and ends after the header. */
    private record Entry(String key, String dtype, List<Long> shape, long begin, long end) {}

    SafetensorsFile(FSDataInputStream in, long length) throws IOException {
        this.in = in;
        this.length = length;
        ByteBuffer start = ByteBuffer.wrap(in.readNBytes(START)).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = start.limit() < START ? -1 : start.getLong();
        if (headerLength < 0 || headerLength > length - START) {
            throw bad("its header would have " + headerLength + " of the " + length + " bytes of the file");
        }
        if (headerLength > MAX_HEADER_BYTES) {
            throw bad("its header has " + headerLength + " bytes, more than " + MAX_HEADER_BYTES
                    + ": save its arrays in several files");
        }
        this.data = START + headerLength;
        this.all = entries(in.readNBytes((int) headerLength));
        this.entries = all.iterator();
    }

    private static List<Entry> entries(byte[] header) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (JsonParser json = JSON.createParser(header)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw bad("its header is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                if (key.equals("__metadata__")) {
                    json.skipChildren();
                } else {
                    entries.add(entry(key, json));
                }
            }
            if (json.nextToken() != null) {
                throw bad("more follows the JSON object of its header");
            }
        } catch (JsonProcessingException e) {
            throw bad("its header is no JSON: " + e.getOriginalMessage());
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparing(Entry::key));
        return entries;
    }

    /** Of what may be any JSON, only what an array has is kept, so that a header takes little more memory than its bytes. */
    private static Entry entry(String key, JsonParser json) throws IOException {
        String dtype = "";
        List<Long> shape = null;
        List<Long> offsets = null;
        boolean isObject = json.currentToken() == JsonToken.START_OBJECT;
        while (isObject && json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "dtype" -> dtype = value == JsonToken.VALUE_STRING ? json.getText() : "";
                case "shape" -> shape = numbers(json, MAX_RANK);
                case "data_offsets" -> offsets = numbers(json, 2);
                default -> {}
            }
            json.skipChildren();
        }
        if (!isObject) {
            json.skipChildren();
        }
        boolean hasOffsets = offsets != null && offsets.size() == 2;
        return new Entry(key, dtype, shape, hasOffsets ? offsets.get(0) : -1, hasOffsets ? offsets.get(1) : -1);
    }

    /** An array of whole numbers that are not negative; null if it is anything else, or longer. */
    private static List<Long> numbers(JsonParser json, int most) throws IOException {
        List<Long> numbers = new ArrayList<>();
        boolean holds = json.currentToken() == JsonToken.START_ARRAY;
        boolean isArray = holds;
        while (isArray && json.nextToken() != JsonToken.END_ARRAY) {
            holds = holds
                    && json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && json.getLongValue() >= 0
                    && numbers.size() < most;
            if (holds) {
                numbers.add(json.getLongValue());
            }
            json.skipChildren();
        }
        return holds ? List.copyOf(numbers) : null;
    }

    /** The names of all arrays. */
    List<String> keys() {
        return all.stream().map(Entry::key).toList();
    }

    /** Goes to an array by its name, wherever it is. */
    void seek(String key) {
        entry = all.stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
        end = 0;
    }

    /** The sizes of the array; null if they are no sizes. */
    List<Long> shape() {
        return entry.shape();
    }

    /** What the array's numbers are; none if they are not known. */
    Optional<NumberType> numbers() {
        return NumberType.ofSafetensors(entry.dtype());
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
    public NpyReader array() throws IOException {
        List<Integer> shape = new ArrayList<>();
        NumberType type = goToNumbers(shape);
        return new NpyReader(type, ByteOrder.LITTLE_ENDIAN, false, shape, new BufferedInputStream(in, BUFFER));
    }

    /** The bytes of the array. */
    InputStream bytes() throws IOException {
        goToNumbers(new ArrayList<>());
        return new BufferedInputStream(in, BUFFER);
    }

    private NumberType goToNumbers(List<Integer> shape) throws IOException {
        NumberType type = NumberType.ofSafetensors(entry.dtype())
                .orElseThrow(() -> new BadDataException(
                        Reason.UNKNOWN_DTYPE,
                        "the array's type is '" + entry.dtype() + "': an attribution needs F16, BF16, F32 or F64"));
        if (entry.shape() == null) {
            throw new BadDataException(
                    Reason.BAD_SHAPE, "the array needs a shape of at most " + MAX_RANK + " whole numbers");
        }
        long bytes = type.bytes();
        for (long size : entry.shape()) {
            if (size > Integer.MAX_VALUE) {
                throw new BadDataException(Reason.BAD_SHAPE, "the array has the shape " + entry.shape());
            }
            shape.add((int) size);
            bytes = size == 0 || bytes <= Long.MAX_VALUE / size ? bytes * size : Long.MAX_VALUE;
        }
        if (entry.begin() < 0 || entry.end() > length - data || entry.end() - entry.begin() != bytes) {
            throw new BadDataException(
                    Reason.WRONG_LENGTH,
                    "an array of shape " + shape + " and type " + entry.dtype() + " needs " + bytes
                            + " bytes, but stands at " + entry.begin() + " to " + entry.end() + " of "
                            + (length - data));
        }
        if (entry.begin() < end) {
            throw new BadDataException(
                    Reason.BAD_FILE,
                    "the array stands at " + entry.begin() + ", in another that ends at " + end
                            + ": each has bytes of its own");
        }
        end = entry.end();
        in.seek(data + entry.begin());
        return type;
    }

    private static BadDataException bad(String what) {
        return new BadDataException(Reason.BAD_FILE, "the safetensors file cannot be read: " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
