package org.visionheatmaps.spark.run;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Collects one tally per partition. A partition that runs twice, by a retry or by speculation, counts once, whatever Spark
 * promises about accumulators: both runs tell the same, and the map keeps one.
 */
public final class TallyAccumulator extends AccumulatorV2<Map.Entry<Integer, Tally>, SortedMap<Integer, Tally>> {
    private static final long serialVersionUID = 1L;

    private final ConcurrentSkipListMap<Integer, Tally> byPartition = new ConcurrentSkipListMap<>();

    @Override
    public boolean isZero() {
        return byPartition.isEmpty();
    }

    @Override
    public TallyAccumulator copy() {
        TallyAccumulator copy = new TallyAccumulator();
        copy.byPartition.putAll(byPartition);
        return copy;
    }

    @Override
    public void reset() {
        byPartition.clear();
    }

    @Override
    public void add(Map.Entry<Integer, Tally> tally) {
        byPartition.put(tally.getKey(), tally.getValue());
    }

    @Override
    public void merge(AccumulatorV2<Map.Entry<Integer, Tally>, SortedMap<Integer, Tally>> other) {
        byPartition.putAll(other.value());
    }

    @Override
    public SortedMap<Integer, Tally> value() {
        return new TreeMap<>(byPartition);
    }

    /** Whether two outputs of all partitions have one name. */
    public boolean hasRepeatedNames() {
        return NameDigests.areRepeated(
                byPartition.values().stream().map(Tally::names).toList());
    }

    /** All partitions that have ended. */
    public Tally sum() {
        return Tally.sum(byPartition.values());
    }
}
