package org.visionheatmaps.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Metric;

/**
 * Chooses the elements of a gallery from any number, seen in any order: those that rules name, some that cannot be drawn, the extremes
 * of some metrics, and a sample. To choose from what was chosen of parts is to choose from the whole.
 *
 * @param <T> what stands for an element
 */
public final class Selection<T> {
    private static final int EXTREMES = 2;
    private static final int PARTS = 4;

    /** What an element may be the extreme of. */
    private enum Extreme {
        GREATEST_MAGNITUDE(Metric.MAX_ABS, "Has the greatest max_abs"),
        MAX_ENTROPY(Metric.ENTROPY, "Has the greatest entropy"),
        MAX_TOTAL_VARIATION(Metric.TOTAL_VARIATION, "Has the greatest total_variation"),
        MAX_TOP_SHARE(Metric.TOP_SHARE, "Has the greatest top_share");

        private final Metric metric;
        private final String text;

        Extreme(Metric metric, String text) {
            this.metric = metric;
            this.text = text;
        }
    }

    /**
     * An element that was chosen.
     *
     * @param value what stands for it
     * @param kind why it is shown
     * @param reasons in words
     */
    public record Chosen<T>(T value, GalleryElement.Kind kind, List<String> reasons) {}

    private record Seen<T>(String key, String id, double value, T element) {}

    private final GalleryOptions options;
    private final Map<String, List<String>> named;
    private final Map<String, Seen<T>> offenders = new TreeMap<>();
    private final Smallest<T> quarantined;
    private final Smallest<T> sample;
    private final Map<Extreme, Smallest<T>> extremes = new TreeMap<>();

    /** The first few in an order. */
    private static final class Smallest<T> {
        private final TreeMap<Seen<T>, T> kept;
        private final int most;

        Smallest(int most, Comparator<Seen<T>> order) {
            this.kept = new TreeMap<>(order);
            this.most = most;
        }

        void see(Seen<T> seen) {
            kept.put(seen, seen.element());
            if (kept.size() > most) {
                kept.pollLastEntry();
            }
        }
    }

    /**
     * @param named ids that rules name, the most important first, each with the rules
     */
    public Selection(GalleryOptions options, Map<String, List<String>> named) {
        this.options = options;
        this.named = named;
        this.sample = new Smallest<>(options.size(), Comparator.comparing(Seen::key));
        this.quarantined = new Smallest<>(options.size(), Comparator.comparing(Seen::key));
        for (Extreme extreme : Extreme.values()) {
            extremes.put(
                    extreme,
                    new Smallest<>(
                            EXTREMES,
                            Comparator.<Seen<T>>comparingDouble(seen -> -seen.value())
                                    .thenComparing(Seen::key)));
        }
    }

    /**
     * Sees an element.
     *
     * @param id names it
     * @param place where it stands, since ids may come twice
     */
    public void see(T element, String id, String place, String outcome, ElementMetrics metrics) {
        String key = key(id, place);
        Seen<T> seen = new Seen<>(key, id, 0, element);
        if (named.containsKey(id)) {
            offenders.put(key, seen);
        }
        if (!outcome.equals(AuditedElement.OK)) {
            quarantined.see(seen);
            return;
        }
        sample.see(seen);
        extremes.forEach((extreme, most) -> {
            double value = metrics.get(extreme.metric);
            if (!Double.isNaN(value)) {
                most.see(new Seen<>(key, id, value, element));
            }
        });
    }

    /** The digest of seed, id and place: as good as chance, and always the same. */
    private String key(String id, String place) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((options.seed() + "\n" + id + "\n" + place).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Everything that may be chosen in the end; each element once. */
    public List<T> candidates() {
        Map<String, T> all = new TreeMap<>();
        offenders.forEach((key, seen) -> all.put(key, seen.element()));
        quarantined.kept.forEach((seen, element) -> all.put(seen.key(), element));
        sample.kept.forEach((seen, element) -> all.put(seen.key(), element));
        extremes.values().forEach(most -> most.kept.forEach((seen, element) -> all.put(seen.key(), element)));
        return List.copyOf(all.values());
    }

    /**
     * The elements to show: up to half for those that rules name, then a quarter each for those that cannot be drawn and for extremes,
     * and the sample in what room is left.
     */
    public List<Chosen<T>> chosen() {
        Map<String, Chosen<T>> chosen = new LinkedHashMap<>();
        Map<String, List<Seen<T>>> byId = new TreeMap<>();
        offenders.values().forEach(seen -> byId.computeIfAbsent(seen.id(), id -> new ArrayList<>())
                .add(seen));
        int most = options.size() == 0 ? 0 : Math.max(1, options.size() / 2);
        for (Map.Entry<String, List<String>> name : named.entrySet()) {
            for (Seen<T> seen : byId.getOrDefault(name.getKey(), List.of())) {
                if (chosen.size() < most) {
                    chosen.put(seen.key(), new Chosen<>(seen.element(), GalleryElement.Kind.OFFENDER, name.getValue()));
                }
            }
        }
        most = Math.min(options.size(), chosen.size() + options.size() / PARTS);
        add(chosen, quarantined, most, GalleryElement.Kind.QUARANTINED, List.of());
        most = Math.min(options.size(), chosen.size() + options.size() / PARTS);
        for (Map.Entry<Extreme, Smallest<T>> each : extremes.entrySet()) {
            add(chosen, each.getValue(), most, GalleryElement.Kind.EXTREME, List.of(each.getKey().text));
        }
        add(chosen, sample, options.size(), GalleryElement.Kind.SAMPLE, List.of());
        return List.copyOf(chosen.values());
    }

    private static <T> void add(
            Map<String, Chosen<T>> chosen, Smallest<T> from, int most, GalleryElement.Kind kind, List<String> reasons) {
        for (Map.Entry<Seen<T>, T> entry : from.kept.entrySet()) {
            String key = entry.getKey().key();
            Chosen<T> known = chosen.get(key);
            if (known != null && !reasons.isEmpty()) {
                List<String> all = new ArrayList<>(known.reasons());
                all.addAll(reasons);
                chosen.put(key, new Chosen<>(known.value(), known.kind(), all));
            } else if (known == null && chosen.size() < most) {
                chosen.put(key, new Chosen<>(entry.getValue(), kind, reasons));
            }
        }
    }
}
