package org.visionheatmaps.io.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.io.file.FileVersion;

/**
 * Finds out where the batches of a file lie. Files (which begin with {@code ARROW1}) have a footer that says so; streams are
 * walked from message to message. Either way every message's head is read, for its number of rows, and no body.
 */
public final class ArrowIndex {
    private static final String MAGIC = "ARROW1";
    /** Magic and the footer's length. */
    private static final int TAIL = MAGIC.length() + Integer.BYTES;

    private final ArrowInput in;
    private final MessageReader messages;
    private final List<ArrowFile.Batch> batches = new ArrayList<>();
    private final List<ArrowFile.Dictionary> dictionaries = new ArrayList<>();
    private final Set<Long> offsets = new HashSet<>();
    private org.apache.arrow.vector.types.pojo.Schema schema;
    private boolean holdsValues;
    private long rows;

    private ArrowIndex(ArrowInput in) {
        this.in = in;
        this.messages = new MessageReader(in);
    }

    /**
     * Reads the index of a file.
     *
     * @param path where it is, as a URI
     * @param version of the file, as it was listed
     * @throws IOException naming the file, if it is no Arrow file, or truncated, or damaged
     */
    public static ArrowFile read(String path, FileVersion version, Configuration configuration) throws IOException {
        try (ArrowInput in = ArrowInput.open(path, version, configuration)) {
            try {
                return new ArrowIndex(in).read();
            } catch (RuntimeException e) {
                // The readers of flat buffers believe what they read.
                throw in.damaged("its metadata cannot be read (" + e + ")", e);
            }
        }
    }

    private ArrowFile read() throws IOException {
        if (in.length() == 0) {
            throw in.fault("is empty: it has 0 bytes", null);
        }
        String start = text(in.read(0, (int) Math.min(MAGIC.length(), in.length())));
        if (start.equals(MAGIC)) {
            return file();
        }
        if (start.startsWith("PAR1")) {
            throw in.fault("is a Parquet file, not an Arrow file", null);
        }
        if (start.startsWith("FEA1")) {
            throw in.fault(
                    "is in Feather's version 1, which is not Arrow: write it again, as version 2 (pyarrow.feather.write_feather)",
                    null);
        }
        return stream();
    }

    private ArrowFile file() throws IOException {
        if (in.length() < MAGIC.length() + TAIL) {
            throw in.truncated("the footer is missing");
        }
        ByteBuffer tail = in.read(in.length() - TAIL, TAIL);
        int length = tail.getInt();
        if (!text(tail).equals(MAGIC)) {
            throw in.truncated("the footer is missing, which ends with " + MAGIC);
        }
        if (length <= 0 || length > in.length() - TAIL) {
            throw in.damaged("its footer would have " + length + " bytes");
        }
        Footer footer = Footer.getRootAsFooter(in.read(in.length() - TAIL - length, length));
        checked(footer.schema(), length);
        blocks(footer.dictionariesLength(), footer::dictionaries);
        blocks(footer.recordBatchesLength(), footer::recordBatches);
        return indexed();
    }

    private void blocks(int count, IntFunction<Block> block) throws IOException {
        for (int b = 0; b < count; b++) {
            long offset = block.apply(b).offset();
            add(messages.at(offset)
                    .orElseThrow(
                            () -> in.damaged("there is no message at byte " + offset + ", where its footer says so")));
        }
    }

    private ArrowFile stream() throws IOException {
        MessageReader.Found first;
        try {
            first = messages.at(0).orElse(null);
        } catch (IOException | RuntimeException e) {
            throw in.fault(
                    "is no Arrow IPC file or stream: it begins neither with " + MAGIC
                            + " nor with a schema, or it ends in it",
                    e);
        }
        if (first == null || first.message().headerType() != MessageHeader.Schema) {
            throw in.fault("is no Arrow IPC file or stream: it does not begin with a schema", null);
        }
        checked((Schema) first.message().header(new Schema()), first.block().metadataLength());
        var next = messages.at(first.block().end());
        while (next.isPresent()) {
            add(next.get());
            next = messages.at(next.get().block().end());
        }
        return indexed();
    }

    private void add(MessageReader.Found found) throws IOException {
        ArrowFile.Block block = found.block();
        if (block.bodyLength() > in.length() - block.body()) {
            throw in.truncated("the batch at byte " + block.offset() + " has " + block.bodyLength() + " bytes");
        }
        if (!offsets.add(block.offset())) {
            throw in.damaged("its footer names the batch at byte " + block.offset() + " more than once");
        }
        switch (found.message().headerType()) {
            case MessageHeader.RecordBatch -> {
                RecordBatch batch = (RecordBatch) found.message().header(new RecordBatch());
                boolean compressed = batch.compression() != null;
                requireRows(block, batch.length(), compressed);
                batches.add(new ArrowFile.Batch(block, rows, batch.length(), compressed, dictionaries.size()));
                rows += batch.length();
            }
            case MessageHeader.DictionaryBatch -> {
                DictionaryBatch batch = (DictionaryBatch) found.message().header(new DictionaryBatch());
                dictionaries.add(new ArrowFile.Dictionary(block, batch.id(), batch.isDelta()));
            }
            default ->
                throw in.damaged("the message at byte " + block.offset() + " is a "
                        + MessageHeader.name(found.message().headerType()) + ", not a batch");
        }
    }

    /** A row takes a bit at least, unless there is no column, or none with values. */
    private void requireRows(ArrowFile.Block block, long count, boolean isCompressed) throws IOException {
        long most = Byte.SIZE * block.bodyLength();
        boolean fits = isCompressed ? count / Codec.ZSTD.maxRatio() <= most : count <= most;
        if (count < 0 || count > Long.MAX_VALUE - rows || holdsValues && !fits) {
            throw in.damaged("the batch at byte " + block.offset() + " would have " + count + " rows in "
                    + block.bodyLength() + " bytes");
        }
    }

    private void checked(Schema flat, long bytes) throws IOException {
        if (flat.endianness() != Endianness.Little) {
            throw in.fault("is big-endian; only little-endian files can be read", null);
        }
        schema = SchemaCheck.checked(flat, bytes);
        holdsValues = schema.getFields().stream().anyMatch(ArrowIndex::holdsValues);
    }

    private static boolean holdsValues(Field field) {
        PhysicalType type = PhysicalType.of(field);
        return switch (type.form()) {
            case BITS, BYTES, LARGE_BYTES, VIEWS, LIST, LARGE_LIST, LIST_VIEWS -> true;
            case FIXED -> type.width() > 0;
            case FIXED_LIST ->
                type.width() > 0 && holdsValues(field.getChildren().get(0));
            case STRUCT -> field.getChildren().stream().anyMatch(ArrowIndex::holdsValues);
            default -> false;
        };
    }

    @SuppressWarnings("deprecation") // Arrow 12, of Spark 3.5, has no other.
    private ArrowFile indexed() {
        return new ArrowFile(in.path(), in.version(), schema.toByteArray(), batches, dictionaries);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }
}
