package org.visionheatmaps.io.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.visionheatmaps.io.file.FileRange;
import org.visionheatmaps.io.value.ByteSource;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.tensor.HeapLimit;

/**
 * The pages of a column in a row group, from first to last. Of pages that are not compressed, only the bytes that are asked for are in
 * memory: a page may be as large as the row group where rows are large.
 */
final class ColumnPages {
    /** Of a page's header; statistics make it longer. */
    private static final int USUAL_HEADER = 1 << 10;

    private static final int MAX_HEADER = 1 << 20;

    private final ParquetLeaf leaf;
    private final CompressionCodecName codec;
    private final PageCodecs codecs;
    private final FileRange range;
    private long pageEnd;
    private Dictionary dictionary;

    private int levels;
    private LevelRuns repetition;
    private LevelRuns definition;
    private PageValues values;

    /**
     * @param range reads the pages from here on
     */
    ColumnPages(
            ParquetLeaf leaf, FSDataInputStream file, ColumnChunkMetaData chunk, FileRange range, PageCodecs codecs) {
        this.leaf = leaf;
        this.codec = chunk.getCodec();
        this.codecs = codecs;
        this.pageEnd = chunk.getStartingPos();
        this.range = range;
        range.open(file, pageEnd, pageEnd + chunk.getTotalSize());
    }

    /** How many values, nulls included, the page has. */
    int levels() {
        return levels;
    }

    LevelRuns repetition() {
        return repetition;
    }

    LevelRuns definition() {
        return definition;
    }

    PageValues values() {
        return values;
    }

    /** Goes to the next page with values; false if there is none. */
    boolean next() throws IOException {
        while (true) {
            range.skip(pageEnd - range.position());
            if (range.left() == 0) {
                return false;
            }
            PageHeader header = readHeader();
            range.requireLeft(header.getCompressed_page_size());
            pageEnd = range.position() + header.getCompressed_page_size();
            switch (header.getType()) {
                case DICTIONARY_PAGE -> readDictionary(header);
                case DATA_PAGE -> open(header, header.getData_page_header());
                case DATA_PAGE_V2 -> open(header, header.getData_page_header_v2());
                default -> levels = 0;
            }
            if (levels > 0) {
                return true;
            }
        }
    }

    private PageHeader readHeader() throws IOException {
        try {
            requireWhole();
            return Util.readPageHeader(range.stream());
        } catch (IOException e) {
            if (range.hasFailed()) {
                throw e;
            }
            throw new UncheckedIOException(e);
        }
    }

    /** A header says of its texts how long they are; they are looked through before memory is made for them. */
    private void requireWhole() throws IOException {
        for (int most = USUAL_HEADER; ; most *= 2) {
            int seen = (int) Math.min(most, range.left());
            if (ThriftCheck.isWhole(range.peek(seen))) {
                return;
            }
            if (seen < most || most >= MAX_HEADER) {
                throw new EOFException("the header of a page at byte " + range.position() + " has no end");
            }
        }
    }

    private void readDictionary(PageHeader header) throws IOException {
        ByteSource body = body(header.getCompressed_page_size(), header.getUncompressed_page_size(), true);
        ByteBuffer bytes = copy(body, Math.toIntExact(body.left()));
        int count = header.getDictionary_page_header().getNum_values();
        int width = PageValues.width(leaf) > 0 ? PageValues.width(leaf) : Integer.BYTES;
        if (count < 0 || (long) count * width > bytes.remaining()) {
            throw new EOFException("a dictionary of " + bytes.remaining() + " bytes would have " + count + " values");
        }
        DictionaryPage page = new DictionaryPage(
                BytesInput.from(bytes),
                count,
                encoding(header.getDictionary_page_header().getEncoding()));
        dictionary = page.getEncoding().initDictionary(leaf.descriptor(), page);
    }

    private void open(PageHeader header, DataPageHeader data) throws IOException {
        ByteSource body = body(header.getCompressed_page_size(), header.getUncompressed_page_size(), true);
        levels = data.getNum_values();
        int maxRepetition = leaf.descriptor().getMaxRepetitionLevel();
        int maxDefinition = leaf.descriptor().getMaxDefinitionLevel();
        repetition = new LevelRuns(levels(body, maxRepetition, data.getRepetition_level_encoding()), maxRepetition);
        definition = new LevelRuns(levels(body, maxDefinition, data.getDefinition_level_encoding()), maxDefinition);
        values = values(encoding(data.getEncoding()), body);
    }

    private static ByteBuffer levels(ByteSource body, int most, org.apache.parquet.format.Encoding encoding)
            throws IOException {
        if (most == 0) {
            return null;
        }
        if (encoding != org.apache.parquet.format.Encoding.RLE) {
            throw new UnsupportedOperationException(
                    "levels are encoded as " + encoding + ", which no writer does any more");
        }
        return copy(body, body.take(Integer.BYTES).getInt());
    }

    private void open(PageHeader header, DataPageHeaderV2 data) throws IOException {
        levels = data.getNum_values();
        int repetitionBytes = data.getRepetition_levels_byte_length();
        int definitionBytes = data.getDefinition_levels_byte_length();
        int most = leaf.descriptor().getMaxRepetitionLevel();
        repetition = new LevelRuns(copy(range, repetitionBytes), most);
        definition =
                new LevelRuns(copy(range, definitionBytes), leaf.descriptor().getMaxDefinitionLevel());
        int levelBytes = Math.addExact(repetitionBytes, definitionBytes);
        ByteSource body = body(
                Math.subtractExact(header.getCompressed_page_size(), levelBytes),
                Math.subtractExact(header.getUncompressed_page_size(), levelBytes),
                data.isIs_compressed());
        values = values(encoding(data.getEncoding()), body);
    }

    /** Levels are read along with values, so that they must stay. */
    private static ByteBuffer copy(ByteSource source, int length) throws IOException {
        source.requireLeft(length);
        byte[] bytes = HeapLimit.bytes(length);
        source.take(length).get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private ByteSource body(int length, int decodedLength, boolean isCompressed) throws IOException {
        if (!isCompressed || codec == CompressionCodecName.UNCOMPRESSED) {
            return range.part(length);
        }
        if (decodedLength == 0) {
            return ByteSource.of(ByteBuffer.allocate(0));
        }
        ByteBuffer compressed = range.take(length);
        try {
            return ByteSource.of(codecs.decompress(codec, compressed, decodedLength));
        } catch (IOException e) {
            // Not of the file system, which can be tried again.
            throw new UncheckedIOException("a page cannot be decompressed: " + e.getMessage(), e);
        }
    }

    private PageValues values(Encoding encoding, ByteSource body) throws IOException {
        // Booleans are bits.
        if (encoding == Encoding.PLAIN && leaf.numbers() != NumberType.BOOL) {
            return PageValues.plain(leaf, body);
        }
        if (encoding == Encoding.BYTE_STREAM_SPLIT) {
            return PageValues.split(leaf, body);
        }
        ValuesReader reader = encoding.usesDictionary()
                ? encoding.getDictionaryBasedValuesReader(leaf.descriptor(), ValuesType.VALUES, dictionary)
                : encoding.getValuesReader(leaf.descriptor(), ValuesType.VALUES);
        ByteBuffer rest = copy(body, Math.toIntExact(body.left()));
        DeltaCheck.requireCounts(encoding, levels, rest);
        reader.initFromPage(levels, ByteBufferInputStream.wrap(rest));
        return PageValues.decoded(leaf, reader);
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }
}
