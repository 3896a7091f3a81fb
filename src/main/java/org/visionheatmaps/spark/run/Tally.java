package org.visionheatmaps.spark.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.run.ChannelCounts;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.transform.Degeneracy;

/** What one task, or several, did. */
public final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int FAULTS_KEPT = 5;

    private final FileCounts files = new FileCounts();
    private final ChannelCounts channels = new ChannelCounts();
    private final NameDigests names = new NameDigests();
    private long rows;
    private long rendered;
    private long withoutImage;
    private final SortedMap<String, Long> degenerate = new TreeMap<>();
    private final SortedMap<String, Long> byReason = new TreeMap<>();
    private final List<String> firstFaults = new ArrayList<>();

    public void row() {
        rows++;
    }

    /** Counts a row of a file, as Spark has listed the file. */
    public void row(String file, long bytes, long modified) {
        rows++;
        files.see(file, bytes, modified);
    }

    public void rendered() {
        rendered++;
    }

    /** Counts what is degenerate about a heatmap. */
    public void degenerate(Set<Degeneracy> degeneracies) {
        degeneracies.forEach(each -> degenerate.merge(each.key(), 1L, Long::sum));
    }

    public void withoutImage() {
        withoutImage++;
    }

    public void quarantined(Quarantined fault) {
        byReason.merge(fault.kind(), 1L, Long::sum);
        if (firstFaults.size() < FAULTS_KEPT) {
            firstFaults.add(fault.toString());
        }
    }

    /** Sums what tasks did, in the order of partitions. */
    static Tally sum(Iterable<Tally> parts) {
        Tally sum = new Tally();
        for (Tally part : parts) {
            sum.files.add(part.files);
            sum.channels.add(part.channels);
            sum.rows += part.rows;
            sum.rendered += part.rendered;
            sum.withoutImage += part.withoutImage;
            part.degenerate.forEach((kind, count) -> sum.degenerate.merge(kind, count, Long::sum));
            for (Map.Entry<String, Long> count : part.byReason.entrySet()) {
                sum.byReason.merge(count.getKey(), count.getValue(), Long::sum);
            }
            part.firstFaults.stream()
                    .limit(FAULTS_KEPT - sum.firstFaults.size())
                    .forEach(sum.firstFaults::add);
        }
        return sum;
    }

    /** The names of outputs. They are not part of a {@link #sum}. */
    public NameDigests names() {
        return names;
    }

    /** The channels of elements. */
    public ChannelCounts channels() {
        return channels;
    }

    public FileCounts files() {
        return files;
    }

    public long rows() {
        return rows;
    }

    public long renderedCount() {
        return rendered;
    }

    public long quarantinedCount() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    public long withoutImageCount() {
        return withoutImage;
    }

    /** How many heatmaps say less than they seem to, by the kind of {@link Degeneracy}. */
    public SortedMap<String, Long> degenerate() {
        return degenerate;
    }

    public SortedMap<String, Long> byReason() {
        return byReason;
    }

    public List<String> firstFaults() {
        return firstFaults;
    }
}
