package org.visionheatmaps.sink;

import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A folder that files are added to, that they replace, or that pictures are read from.
 *
 * @param source whose folder it is
 * @param rows the columns of rows that are written, or read
 * @param isChecked whether the mode of a save is settled: what is not goes to {@link FolderSave}
 */
record ImageFolder(ImageSource source, StructType rows, boolean isChecked) implements SupportsRead, SupportsWrite {
    @Override
    public String name() {
        return source.shortName();
    }

    /** What the progress of a streaming query shows. */
    @Override
    public String toString() {
        return name();
    }

    @Override
    @SuppressWarnings("deprecation") // Table asks for it, and calls it deprecated.
    public StructType schema() {
        return rows;
    }

    @Override
    public Set<TableCapability> capabilities() {
        Set<TableCapability> capabilities = EnumSet.of(
                TableCapability.STREAMING_WRITE, TableCapability.TRUNCATE, TableCapability.ACCEPT_ANY_SCHEMA);
        if (source.canRead()) {
            capabilities.add(TableCapability.BATCH_READ);
        }
        if (isChecked) {
            capabilities.add(TableCapability.BATCH_WRITE);
        }
        return capabilities;
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new Builder(info, source.format(info.options()), false);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new PictureScan(rows, options);
    }

    private record Builder(LogicalWriteInfo info, FileLayout format, boolean isReplacing) implements SupportsTruncate {
        @Override
        public WriteBuilder truncate() {
            return new Builder(info, format, true);
        }

        @Override
        public Write build() {
            ImageBatch batch = new ImageBatch(info, format, isReplacing);
            return new Write() {
                @Override
                public BatchWrite toBatch() {
                    return batch;
                }

                @Override
                public StreamingWrite toStreaming() {
                    return new ImageStream(batch, info.queryId());
                }
            };
        }
    }
}
