package org.visionheatmaps.io.arrow;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;
import org.visionheatmaps.io.file.FileVersion;

/**
 * Where the parts of an Arrow IPC file or stream lie, found by {@link ArrowIndex} without reading values. It crosses to tasks, so
 * that they read no footer again.
 */
public final class ArrowFile implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final FileVersion version;
    private final byte[] schema;
    private final List<Batch> batches;
    private final List<Dictionary> dictionaries;

    ArrowFile(String path, FileVersion version, byte[] schema, List<Batch> batches, List<Dictionary> dictionaries) {
        this.path = path;
        this.version = version;
        this.schema = schema;
        this.batches = List.copyOf(batches);
        this.dictionaries = List.copyOf(dictionaries);
    }

    /**
     * Where a message lies.
     *
     * @param offset of its first byte in the file
     * @param metadataLength the bytes before its body
     * @param bodyLength the bytes of its body
     */
    record Block(long offset, int metadataLength, long bodyLength) implements Serializable {
        long body() {
            return offset + metadataLength;
        }

        long end() {
            return body() + bodyLength;
        }
    }

    /**
     * A record batch.
     *
     * @param block where it lies
     * @param firstRow the position of its first row in the file
     * @param rows how many it has
     * @param isCompressed whether its buffers are
     * @param dictionaries how many dictionary batches it comes after
     */
    public record Batch(Block block, long firstRow, long rows, boolean isCompressed, int dictionaries)
            implements Serializable {
        /** The bytes of all its buffers, as they are in the file. */
        public long bytes() {
            return block.bodyLength();
        }

        /** Where its bytes begin in the file. */
        public long offset() {
            return block.offset();
        }
    }

    /**
     * Values of a dictionary.
     *
     * @param id which
     * @param isDelta whether they follow those that came before, or replace them
     */
    record Dictionary(Block block, long id, boolean isDelta) implements Serializable {}

    /** Where it is, as a URI. */
    public String path() {
        return path;
    }

    /** The file's bytes. */
    public long length() {
        return version.bytes();
    }

    /** The contents that the index is of. */
    public FileVersion version() {
        return version;
    }

    /** The same, for those who know its batches: it takes little room on its way to tasks. */
    public ArrowFile withoutBatches() {
        return new ArrowFile(path, version, schema, List.of(), dictionaries);
    }

    public List<Batch> batches() {
        return batches;
    }

    /** The number of rows. */
    public long rows() {
        return batches.isEmpty()
                ? 0
                : batches.get(batches.size() - 1).firstRow()
                        + batches.get(batches.size() - 1).rows();
    }

    /** The fields and what their metadata says. */
    @SuppressWarnings("deprecation") // Arrow 12, of Spark 3.5, has no other.
    public Schema schema() {
        return Schema.deserialize(ByteBuffer.wrap(schema));
    }

    /** For each dictionary the batches that make it up for a record batch. */
    Map<Long, List<Dictionary>> dictionaries(Batch batch) {
        Map<Long, List<Dictionary>> parts = new LinkedHashMap<>();
        for (Dictionary dictionary : dictionaries.subList(0, batch.dictionaries())) {
            List<Dictionary> known = parts.computeIfAbsent(dictionary.id(), id -> new ArrayList<>());
            if (!dictionary.isDelta()) {
                known.clear();
            }
            known.add(dictionary);
        }
        return parts;
    }
}
