package org.visionheatmaps.arrow;

import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.arrow.ArrowFile;
import org.visionheatmaps.io.file.HadoopSettings;

/** A read of some columns of some files. */
final class ArrowScan implements Scan, Batch, SupportsReportStatistics {
    private final List<ArrowFile> files;
    private final FolderColumns folders;
    private final StructType wanted;

    private ArrowScan(List<ArrowFile> files, FolderColumns folders, StructType wanted) {
        this.files = files;
        this.folders = folders;
        this.wanted = wanted;
    }

    /** Learns which columns are needed. */
    static final class Builder implements ScanBuilder, SupportsPushDownRequiredColumns {
        private final List<ArrowFile> files;
        private final FolderColumns folders;
        private StructType wanted;

        Builder(List<ArrowFile> files, FolderColumns folders, StructType schema) {
            this.files = files;
            this.folders = folders;
            this.wanted = schema;
        }

        @Override
        public void pruneColumns(StructType required) {
            wanted = required;
        }

        /** @throws IllegalArgumentException if Spark has no type for a column that is needed */
        @Override
        public Scan build() {
            for (StructField field : wanted.fields()) {
                if (!ArrowTable.isReadable(field)) {
                    throw new IllegalArgumentException("The column '" + field.name() + "' of "
                            + files.get(0).path() + " is of a type that Spark does not have: "
                            + files.get(0).schema().findField(field.name()).getType()
                            + ". The other columns can be read: select them (render: --carry)");
                }
            }
            return new ArrowScan(files, folders, wanted);
        }
    }

    @Override
    public StructType readSchema() {
        return wanted;
    }

    @Override
    public String description() {
        return ArrowTensorSource.NAME + " " + wanted.catalogString();
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.SUPPORTED;
    }

    @Override
    public Statistics estimateStatistics() {
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return OptionalLong.of(
                        files.stream().mapToLong(ArrowFile::length).sum());
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.of(files.stream().mapToLong(ArrowFile::rows).sum());
            }
        };
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        SparkContext context = SparkContext.getOrCreate();
        BlockHosts hosts = new BlockHosts(context.hadoopConfiguration());
        return ArrowPartition.of(files, context.defaultParallelism(), hosts).toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new ArrowReaderFactory(
                folders, wanted, new HadoopSettings(SparkContext.getOrCreate().hadoopConfiguration()));
    }
}
