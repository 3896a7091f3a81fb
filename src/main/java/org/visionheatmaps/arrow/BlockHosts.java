package org.visionheatmaps.arrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.Path;

/** Where files have their blocks, on file systems that keep them on the cluster's own hosts. */
final class BlockHosts {
    private static final Set<String> SYSTEMS = Set.of("hdfs", "viewfs");
    /** As many as Spark asks for. */
    private static final int MAX_HOSTS = 3;

    private final Configuration configuration;
    private final Map<String, BlockLocation[]> blocks = new HashMap<>();

    BlockHosts(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The hosts that have most bytes of some slices, those with more first. */
    List<String> of(List<ArrowSlice> slices) {
        Map<String, Long> bytes = new HashMap<>();
        for (ArrowSlice slice : slices) {
            long start = slice.batch().offset();
            long end = start + slice.batch().bytes();
            for (BlockLocation block : blocks(slice)) {
                long shared = Math.min(end, block.getOffset() + block.getLength()) - Math.max(start, block.getOffset());
                if (shared > 0) {
                    for (String host : hosts(block)) {
                        bytes.merge(host, shared, Long::sum);
                    }
                }
            }
        }
        return bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_HOSTS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private BlockLocation[] blocks(ArrowSlice slice) {
        return blocks.computeIfAbsent(slice.file().path(), file -> {
            URI uri = URI.create(file);
            if (!SYSTEMS.contains(uri.getScheme())) {
                return new BlockLocation[0];
            }
            try {
                Path path = new Path(uri);
                return path.getFileSystem(configuration)
                        .getFileBlockLocations(path, 0, slice.file().length());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot find where the blocks of " + file + " are", e);
            }
        });
    }

    private static String[] hosts(BlockLocation block) {
        try {
            return block.getHosts();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot find the hosts of a block", e);
        }
    }
}
