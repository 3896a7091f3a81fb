package org.visionheatmaps.io.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Reads the footer of a Parquet file: in one request, unless it is large. Its lengths are checked against the file before memory is
 * made for what they claim.
 */
final class FooterReader {
    private static final String MAGIC = "PAR1";
    private static final int TAIL = Integer.BYTES + MAGIC.length();
    /** What most footers fit in. */
    private static final int USUAL = 64 << 10;
    /**
     * Made once: making them reads all of Hadoop's files of settings. The converter that is made without options reads nothing with the
     * Parquet of Spark 4.3.
     */
    private static final ParquetReadOptions OPTIONS =
            ParquetReadOptions.builder().build();

    private FooterReader() {}

    /**
     * @throws IOException if the file does not end as a Parquet file does, or its footer contradicts itself
     */
    static ParquetMetadata read(FileStatus status, Configuration configuration) throws IOException {
        FileSystem fileSystem = status.getPath().getFileSystem(configuration);
        byte[] footer;
        try (FSDataInputStream in = fileSystem.open(status.getPath())) {
            footer = footer(in, status.getLen());
        }
        try {
            if (!ThriftCheck.isWhole(ByteBuffer.wrap(footer))) {
                throw new IOException("its footer of " + footer.length + " bytes has no end");
            }
            ParquetMetadata metadata = new ParquetMetadataConverter(OPTIONS)
                    .readParquetMetadata(new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER);
            for (BlockMetaData rowGroup : metadata.getBlocks()) {
                if (rowGroup.getRowCount() < 0) {
                    throw new IOException("a row group would have " + rowGroup.getRowCount() + " rows");
                }
            }
            return metadata;
        } catch (StackOverflowError e) {
            throw new IOException("its schema is nested too deeply", e);
        } catch (RuntimeException e) {
            throw new IOException("its footer cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] footer(FSDataInputStream in, long length) throws IOException {
        if (length < MAGIC.length() + TAIL) {
            throw new IOException("it has " + length + " bytes, too few for a Parquet file");
        }
        byte[] end = new byte[(int) Math.min(USUAL, length)];
        in.readFully(length - end.length, end);
        ByteBuffer tail = ByteBuffer.wrap(end, end.length - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
        int size = tail.getInt();
        String magic = new String(end, end.length - MAGIC.length(), MAGIC.length(), StandardCharsets.ISO_8859_1);
        if (magic.equals("PARE")) {
            throw new IOException("its footer is encrypted, and there is no key");
        }
        if (!magic.equals(MAGIC)) {
            throw new IOException("it does not end with " + MAGIC + ", as a whole Parquet file does");
        }
        if (size < 0 || size > length - TAIL - MAGIC.length()) {
            throw new IOException("its footer would have " + size + " of the " + length + " bytes of the file");
        }
        byte[] footer = new byte[size];
        if (size <= end.length - TAIL) {
            System.arraycopy(end, end.length - TAIL - size, footer, 0, size);
        } else {
            in.readFully(length - TAIL - size, footer);
        }
        return footer;
    }
}
