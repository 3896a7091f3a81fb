package org.visionheatmaps.io.parquet;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.visionheatmaps.io.arrow.TensorType;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.io.file.FileVersion;

/**
 * What the footers of Parquet files tell before any value is read: the number of rows, and how many bytes a row takes once it is
 * decoded. Compressed and dictionary-encoded sizes tell nothing of that (rows of zeros take 27 bytes on disk and 600 KB in
 * memory), but the counts of values do.
 *
 * @param files each file by its URI, in the order given
 * @param largestRow the most decoded bytes that a row takes, on average over its row group
 * @param areStored whether a {@link ParquetTensorReader} can read the attributions of every file
 * @param areVectorized whether Spark's vectorized reader takes all other columns: it refuses the encoding BYTE_STREAM_SPLIT
 * @param areTensors whether every file says that its attributions are tensors of one shape
 * @param layout how the dimensions of such are named, if all files name them alike
 */
public record ParquetStatistics(
        Map<String, CountedFile> files,
        long largestRow,
        boolean areStored,
        boolean areVectorized,
        boolean areTensors,
        Optional<String> layout) {
    private static final int THREADS = 16;

    /**
     * Reads the footers of all files, several at once.
     *
     * @param attribution the name of the column of attributions
     * @throws IOException naming the file that cannot be read
     */
    public static ParquetStatistics read(List<String> uris, String attribution, Configuration configuration)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, uris.size())));
        try {
            List<Future<ParquetStatistics>> footers = new ArrayList<>();
            for (String uri : uris) {
                footers.add(pool.submit(() -> readOne(uri, attribution, configuration)));
            }
            Map<String, CountedFile> files = new LinkedHashMap<>();
            ParquetStatistics all = null;
            for (Future<ParquetStatistics> future : footers) {
                ParquetStatistics footer = future.get();
                files.putAll(footer.files);
                all = all == null ? footer.of(files) : all.with(footer);
            }
            return all == null ? new ParquetStatistics(files, 0, true, true, false, Optional.empty()) : all;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading Parquet footers", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * The schema of a file.
     *
     * @throws IOException naming the file if it cannot be read
     */
    public static MessageType schema(String file, Configuration configuration) throws IOException {
        Path path = new Path(URI.create(file));
        try {
            return FooterReader.read(status(path, configuration), configuration)
                    .getFileMetaData()
                    .getSchema();
        } catch (IOException e) {
            throw new IOException("Not a readable Parquet file: " + file + ": " + e.getMessage(), e);
        }
    }

    private static FileStatus status(Path file, Configuration configuration) throws IOException {
        return file.getFileSystem(configuration).getFileStatus(file);
    }

    private ParquetStatistics of(Map<String, CountedFile> all) {
        return new ParquetStatistics(all, largestRow, areStored, areVectorized, areTensors, layout);
    }

    private ParquetStatistics with(ParquetStatistics other) {
        return new ParquetStatistics(
                files,
                Math.max(largestRow, other.largestRow),
                areStored && other.areStored,
                areVectorized && other.areVectorized,
                areTensors && other.areTensors,
                layout.equals(other.layout) ? layout : Optional.empty());
    }

    /** The number of rows in all files. */
    public long rows() {
        return files.values().stream().mapToLong(CountedFile::rows).sum();
    }

    private static ParquetStatistics readOne(String uri, String attribution, Configuration configuration)
            throws IOException {
        Path file = new Path(URI.create(uri));
        try {
            FileStatus status = status(file, configuration);
            ParquetMetadata footer = FooterReader.read(status, configuration);
            FileMetaData metadata = footer.getFileMetaData();
            Optional<ParquetLeaf> leaf = ParquetLeaf.find(metadata.getSchema(), attribution);
            boolean isPlain = metadata.getEncryptionType() == FileMetaData.EncryptionType.UNENCRYPTED;
            boolean isVectorized = true;
            long rows = 0;
            long largest = 0;
            for (BlockMetaData rowGroup : footer.getBlocks()) {
                rows += rowGroup.getRowCount();
                long bytes = 0;
                for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
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
                    Map.of(uri, new CountedFile(FileVersion.of(status), rows)),
                    largest,
                    isStored,
                    isVectorized,
                    tensor.isPresent(),
                    tensor.flatMap(TensorType::layout));
        } catch (IOException | RuntimeException e) {
            throw new IOException("Not a readable Parquet file: " + file + ": " + e.getMessage(), e);
        }
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

    /** How many rows to decode at once for batches of about so many bytes. */
    public int batchRows(long batchBytes, int most) {
        return (int) Math.min(most, Math.max(1, batchBytes / Math.max(1, largestRow)));
    }
}
