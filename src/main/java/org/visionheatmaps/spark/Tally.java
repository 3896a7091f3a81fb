package org.visionheatmaps.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.visionheatmaps.audit.Quarantined;

/** What one task, or several, did. */
final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int FAULTS_KEPT = 5;

    private final FileCounts files = new FileCounts();
    private long rows;
    private long rendered;
    private long withoutImage;
    private final SortedMap<String, Long> byReason = new TreeMap<>();
    private final List<String> firstFaults = new ArrayList<>();

    void row() {
        rows++;
    }

    /** Counts a normalised row; of a batch that was split, its first element stands for it. */
    void row(Row row) {
        if (row.isNullAt(ElementRow.ELEMENT) || row.getInt(ElementRow.ELEMENT) == 0) {
            rows++;
            files.see(row);
        }
    }

    void rendered() {
        rendered++;
    }

    void withoutImage() {
        withoutImage++;
    }

    void quarantined(Quarantined fault) {
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
            sum.rows += part.rows;
            sum.rendered += part.rendered;
            sum.withoutImage += part.withoutImage;
            for (Map.Entry<String, Long> count : part.byReason.entrySet()) {
                sum.byReason.merge(count.getKey(), count.getValue(), Long::sum);
            }
            part.firstFaults.stream()
                    .limit(FAULTS_KEPT - sum.firstFaults.size())
                    .forEach(sum.firstFaults::add);
        }
        return sum;
    }

    FileCounts files() {
        return files;
    }

    long rows() {
        return rows;
    }

    long renderedCount() {
        return rendered;
    }

    long quarantinedCount() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    long withoutImageCount() {
        return withoutImage;
    }

    SortedMap<String, Long> byReason() {
        return byReason;
    }

    List<String> firstFaults() {
        return firstFaults;
    }
}
