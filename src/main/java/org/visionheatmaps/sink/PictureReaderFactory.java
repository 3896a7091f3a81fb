package org.visionheatmaps.sink;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.file.HadoopSettings;

/**
 * Makes the readers of tasks.
 *
 * @param wanted the columns to read
 * @param settings of the files' file systems
 */
record PictureReaderFactory(StructType wanted, HadoopSettings settings) implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new PictureReader((PictureSlice) partition, PictureColumn.of(wanted), settings.configuration());
    }
}
