package org.visionheatmaps.audit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Elements that a rule or a condition picks: how many, and a few of the worst. Merges in any order. */
final class Offenders implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int KEPT = 20;

    /** Worst first; then by id, so that the order is that of the data alone. */
    private static final Comparator<Found> ORDER = Comparator.comparingDouble(Found::excess)
            .reversed()
            .thenComparing(Found::id)
            .thenComparingDouble(Found::left)
            .thenComparingDouble(Found::right);

    private final List<Found> worst = new ArrayList<>();
    private Found nearest;
    private long picked;
    private long seen;

    /**
     * An element.
     *
     * @param id names it
     * @param left side of the comparison
     * @param right side of the comparison
     * @param excess how far it is beyond what is allowed
     */
    record Found(String id, double left, double right, double excess) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What counts by itself.
     *
     * @param count how many there are
     * @param named a few of them
     */
    static Offenders of(long count, List<String> named) {
        Offenders offenders = new Offenders();
        named.forEach(each -> offenders.see(new Found(each, 0, 0, 0), true));
        offenders.picked = count;
        return offenders;
    }

    /** Sees an element for which the comparison can be made. */
    void see(Found element, boolean isPicked) {
        seen++;
        if (nearest == null || ORDER.compare(element, nearest) < 0) {
            nearest = element;
        }
        if (isPicked) {
            picked++;
            keep(element);
        }
    }

    private void keep(Found element) {
        if (worst.size() < KEPT || ORDER.compare(element, worst.get(KEPT - 1)) < 0) {
            worst.add(element);
            worst.sort(ORDER);
            if (worst.size() > KEPT) {
                worst.remove(KEPT);
            }
        }
    }

    void add(Offenders other) {
        seen += other.seen;
        picked += other.picked;
        if (nearest == null || other.nearest != null && ORDER.compare(other.nearest, nearest) < 0) {
            nearest = other.nearest;
        }
        other.worst.forEach(this::keep);
    }

    /** How many elements the comparison was made for. */
    long seen() {
        return seen;
    }

    /** How many were picked. */
    long picked() {
        return picked;
    }

    /** A few of those picked, the worst first. */
    List<String> ids() {
        return worst.stream().map(Found::id).toList();
    }

    /** The element that is the farthest beyond, or the least within; null if none was seen. */
    Found farthest() {
        return nearest;
    }
}
