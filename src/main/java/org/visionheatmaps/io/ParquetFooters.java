package org.visionheatmaps.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * What the footers of Parquet files tell before any value is read: the number of rows, and how many bytes a row takes once it is
 * decoded. Compressed and dictionary-encoded sizes tell nothing of that (rows of zeros take 27 bytes on disk and 600 KB in
 * memory), but the counts of values do.
 *
 * @param files the number of files
 * @param rows the number of rows in all files
 * @param largestRow the most decoded bytes that a row takes, on average over its row group
 */
public record ParquetFooters(int files, long rows, long largestRow) {
    private static final int THREADS = 16;

    /**
     * Reads the footers of all files, several at once.
     *
     * @throws IOException naming the file that cannot be read
     */
    public static ParquetFooters read(List<String> files, Configuration configuration) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, files.size())));
        try {
            List<Future<ParquetFooters>> footers = new ArrayList<>();
            for (String file : files) {
                footers.add(pool.submit(() -> readOne(new Path(file), configuration)));
            }
            ParquetFooters all = new ParquetFooters(0, 0, 0);
            for (Future<ParquetFooters> footer : footers) {
                all = all.plus(footer.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading Parquet footers", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private ParquetFooters plus(ParquetFooters other) {
        return new ParquetFooters(files + other.files, rows + other.rows, Math.max(largestRow, other.largestRow));
    }

    private static ParquetFooters readOne(Path file, Configuration configuration) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
            long rows = 0;
            long largest = 0;
            for (BlockMetaData rowGroup : reader.getRowGroups()) {
                rows += rowGroup.getRowCount();
                long bytes = 0;
                for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
                    bytes += decodedBytes(chunk);
                }
                largest = Math.max(largest, bytes / Math.max(1, rowGroup.getRowCount()));
            }
            return new ParquetFooters(1, rows, largest);
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
