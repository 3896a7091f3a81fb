package org.visionheatmaps.io.parquet;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.visionheatmaps.io.arrow.TensorType;
import org.visionheatmaps.io.file.ConcurrentActions;
import org.visionheatmaps.io.file.InputListing.ListedFile;

/**
 * What the footer of a Parquet file says before any value is read: its columns, the number of rows, and how many bytes a row takes
 * once it is decoded. Compressed and dictionary-encoded sizes say nothing of that (rows of zeros take 27 bytes on disk and 600 KB in
 * memory), but the counts of values do.
 *
 * @param file whose footer it is
 * @param schema its columns, as the description given to {@link #read} has them; null if there is a problem
 * @param rows how many it has
 * @param largestGroup how many rows its largest row group has
 * @param largestRow the decoded bytes of a row: of the means of all row groups, the greatest
 * @param isStored whether a {@link ParquetTensorReader} can read the attributions
 * @param isVectorized whether Spark's vectorized reader takes all other columns: it refuses the encoding BYTE_STREAM_SPLIT
 * @param isTensor whether the file says that its attributions are tensors of one shape
 * @param layout how the dimensions of such are named, or null
 * @param problem why the file cannot be read, or null
 */
public record ParquetStatistics(
        ListedFile file,
        String schema,
        long rows,
        long largestGroup,
        long largestRow,
        boolean isStored,
        boolean isVectorized,
        boolean isTensor,
        String layout,
        String problem)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int THREADS = 16;
    /** Hadoop's setting without which nothing that is encrypted can be read. */
    private static final String CRYPTO = "parquet.crypto.factory.class";

    /** Puts the columns of a file into a text. */
    public interface Description {
        /**
         * @param locked columns that are encrypted, for which no keys are configured
         */
        String of(MessageType schema, Set<String> locked);
    }

    /**
     * Reads the footers of files, several at once.
     *
     * @param attribution the name of the column of attributions, or the path of a field
     * @param describe puts the columns of a schema into a text
     * @return those of the files, in their order
     */
    public static List<ParquetStatistics> read(
            List<ListedFile> files, String attribution, Description describe, Configuration configuration)
            throws IOException {
        ParquetStatistics[] footers = new ParquetStatistics[files.size()];
        ConcurrentActions.run(
                Math.min(THREADS, files.size()),
                files.size(),
                number -> footers[number] = read(files.get(number), attribution, describe, configuration));
        return List.of(footers);
    }

    /** Reads the footer of a file. */
    public static ParquetStatistics read(
            ListedFile file, String attribution, Description describe, Configuration configuration) {
        try {
            Path path = new Path(URI.create(file.path()));
            return of(
                    file,
                    FooterReader.read(file.version().statusOf(path), configuration),
                    attribution,
                    describe,
                    configuration.get(CRYPTO) != null);
        } catch (IOException | RuntimeException e) {
            String problem = "Not a readable Parquet file: " + file.path() + ": " + e.getMessage();
            return new ParquetStatistics(file, null, 0, 0, 0, false, true, false, null, problem);
        }
    }

    private static ParquetStatistics of(
            ListedFile file, ParquetMetadata footer, String attribution, Description describe, boolean hasKeys) {
        FileMetaData metadata = footer.getFileMetaData();
        Optional<ParquetLeaf> leaf = ParquetLeaf.find(metadata.getSchema(), attribution);
        boolean isPlain = metadata.getEncryptionType() == FileMetaData.EncryptionType.UNENCRYPTED;
        boolean isVectorized = true;
        Set<String> locked = new TreeSet<>();
        long rows = 0;
        long largestGroup = 0;
        long largest = 0;
        for (BlockMetaData rowGroup : footer.getBlocks()) {
            rows += rowGroup.getRowCount();
            largestGroup = Math.max(largestGroup, rowGroup.getRowCount());
            long bytes = 0;
            for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
                if (chunk.isEncrypted()) {
                    if (!hasKeys) {
                        locked.add(chunk.getPath().toArray()[0]);
                    }
                    continue;
                }
                bytes += decodedBytes(chunk);
                isVectorized &= !chunk.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT)
                        || leaf.map(own -> own.hasPath(chunk.getPath().toArray()))
                                .orElse(false);
            }
            largest = Math.max(largest, bytes / Math.max(1, rowGroup.getRowCount()));
        }
        boolean isStored = isPlain && leaf.isPresent();
        Optional<TensorType> tensor =
                isStored ? ArrowMetadata.tensor(metadata.getKeyValueMetaData(), attribution) : Optional.empty();
        return new ParquetStatistics(
                file,
                describe.of(metadata.getSchema(), locked),
                rows,
                largestGroup,
                largest,
                isStored,
                isVectorized,
                tensor.isPresent(),
                tensor.flatMap(TensorType::layout).orElse(null),
                null);
    }

    private static long decodedBytes(ColumnChunkMetaData chunk) {
        PrimitiveTypeName type = chunk.getPrimitiveType().getPrimitiveTypeName();
        return switch (type) {
            case BOOLEAN -> chunk.getValueCount();
            case INT32, FLOAT -> 4 * chunk.getValueCount();
            case INT64, DOUBLE, INT96 -> 8 * chunk.getValueCount();
            // Dictionaries of long values stay encoded until they are used; otherwise this is their size.
            case BINARY -> Math.max(chunk.getTotalUncompressedSize(), 4 * chunk.getValueCount());
            case FIXED_LEN_BYTE_ARRAY -> chunk.getPrimitiveType().getTypeLength() * chunk.getValueCount();
        };
    }
}
