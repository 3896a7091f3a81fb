package org.visionheatmaps.arrow;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.visionheatmaps.io.file.HadoopSettings;

/**
 * Makes the readers of tasks. They give columns only.
 *
 * @param folders the columns that files do not have
 * @param wanted the columns to read
 * @param settings of the files' file systems
 */
record ArrowReaderFactory(FolderColumns folders, StructType wanted, HadoopSettings settings)
        implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean supportColumnarReads(InputPartition partition) {
        return true;
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
        return new ArrowPartitionReader((ArrowPartition) partition, folders, wanted, settings.configuration());
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        throw new UnsupportedOperationException("Arrow files are read as columns, not as rows");
    }
}
