package org.visionheatmaps.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.visionheatmaps.io.arrow.ArrowFile;

/**
 * What one task reads.
 *
 * @param slices in the order of the files
 * @param hosts that have most of the slices' bytes, if any host does
 */
record ArrowPartition(List<ArrowSlice> slices, List<String> hosts) implements InputPartition {
    private static final long serialVersionUID = 1L;
    private static final int PARTITIONS_PER_CORE = 3;
    private static final long SMALLEST = 4 << 20;
    private static final long LARGEST = 128 << 20;

    /**
     * Spreads files over so many cores: their record batches in order, several to a partition if they are small. A large batch is
     * cut into slices of rows, unless it is compressed: its buffers can only be decompressed from their beginning.
     */
    static List<ArrowPartition> of(List<ArrowFile> files, int cores, BlockHosts hosts) {
        long total = 0;
        for (ArrowFile file : files) {
            total += file.batches().stream().mapToLong(ArrowFile.Batch::bytes).sum();
        }
        long wanted = Math.min(LARGEST, Math.max(SMALLEST, total / ((long) PARTITIONS_PER_CORE * cores)));
        List<ArrowPartition> partitions = new ArrayList<>();
        List<ArrowSlice> slices = new ArrayList<>();
        long bytes = 0;
        for (ArrowFile file : files) {
            ArrowFile alone = file.withoutBatches();
            for (ArrowFile.Batch batch : file.batches()) {
                for (ArrowSlice slice : slices(alone, batch, wanted)) {
                    if (!slices.isEmpty() && bytes + slice.bytes() > wanted) {
                        partitions.add(new ArrowPartition(List.copyOf(slices), hosts.of(slices)));
                        slices.clear();
                        bytes = 0;
                    }
                    slices.add(slice);
                    bytes += slice.bytes();
                }
            }
        }
        if (!slices.isEmpty()) {
            partitions.add(new ArrowPartition(List.copyOf(slices), hosts.of(slices)));
        }
        return partitions;
    }

    @Override
    public String[] preferredLocations() {
        return hosts.toArray(String[]::new);
    }

    private static List<ArrowSlice> slices(ArrowFile file, ArrowFile.Batch batch, long wanted) {
        long parts = batch.isCompressed() ? 1 : Math.min(batch.rows(), (batch.bytes() + wanted - 1) / wanted);
        List<ArrowSlice> slices = new ArrayList<>();
        for (long p = 0; p < parts; p++) {
            long from = batch.rows() * p / parts;
            slices.add(new ArrowSlice(file, batch, from, batch.rows() * (p + 1) / parts - from));
        }
        return slices;
    }
}
