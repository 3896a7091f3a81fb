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
 * Chooses the elements of a gallery from any number, seen in any order: those that rules name, some that cannot be drawn, those with the
 * least of one metric, the extremes of others, and a sample. To choose from what was chosen of parts is to choose from the whole.
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

    private record Choice<T>(Seen<T> seen, GalleryElement.Kind kind, List<String> reasons) {}

    /** An element, and its numbers: the one that it may be the extreme of, and that of which the least come first. */
    private record Seen<T>(String key, String id, double value, double worth, T element) {}

    private final GalleryOptions options;
    private final Map<String, List<String>> named;
    private final Metric worth;
    private final Smallest<T> least;
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
     * @param worth the metric of which the least come first; elements without it keep their order after them
     */
    public Selection(GalleryOptions options, Map<String, List<String>> named, Metric worth) {
        this.options = options;
        this.named = named;
        this.worth = worth;
        this.least = new Smallest<>(
                worth.isOfPairs() ? options.size() : Math.max(1, options.size() / PARTS),
                Comparator.<Seen<T>>comparingDouble(Seen::worth).thenComparing(Seen::key));
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
        Seen<T> seen = new Seen<>(key, id, 0, metrics.get(worth), element);
        if (named.containsKey(id)) {
            offenders.put(key, seen);
        }
        if (!outcome.equals(AuditedElement.OK)) {
            quarantined.see(seen);
            return;
        }
        sample.see(seen);
        if (!Double.isNaN(seen.worth())) {
            least.see(seen);
        }
        extremes.forEach((extreme, most) -> {
            double value = metrics.get(extreme.metric);
            if (!Double.isNaN(value)) {
                most.see(new Seen<>(key, id, value, seen.worth(), element));
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
        least.kept.forEach((seen, element) -> all.put(seen.key(), element));
        extremes.values().forEach(most -> most.kept.forEach((seen, element) -> all.put(seen.key(), element)));
        return List.copyOf(all.values());
    }

    /**
     * The elements to show: up to half for those that rules name, then a quarter each for those that cannot be drawn, for those with the
     * least worth and for extremes, and the sample in what room is left. Of pairs, which have no extremes, those with the least worth have
     * all that is left. They come in the order of their worth, and those without in that order.
     */
    public List<Chosen<T>> chosen() {
        Map<String, Choice<T>> chosen = new LinkedHashMap<>();
        Map<String, List<Seen<T>>> byId = new TreeMap<>();
        offenders.values().forEach(seen -> byId.computeIfAbsent(seen.id(), id -> new ArrayList<>())
                .add(seen));
        int most = options.size() == 0 ? 0 : Math.max(1, options.size() / 2);
        for (Map.Entry<String, List<String>> name : named.entrySet()) {
            for (Seen<T> seen : byId.getOrDefault(name.getKey(), List.of())) {
                if (chosen.size() < most) {
                    chosen.put(seen.key(), new Choice<>(seen, GalleryElement.Kind.OFFENDER, name.getValue()));
                }
            }
        }
        add(chosen, quarantined, quarterMore(chosen), GalleryElement.Kind.QUARANTINED, List.of());
        if (worth.isOfPairs()) {
            add(chosen, least, options.size(), GalleryElement.Kind.CHANGED, List.of());
        } else {
            add(
                    chosen,
                    least,
                    quarterMore(chosen),
                    GalleryElement.Kind.EXTREME,
                    List.of("Is among the least " + worth));
        }
        most = quarterMore(chosen);
        for (Map.Entry<Extreme, Smallest<T>> each : extremes.entrySet()) {
            add(chosen, each.getValue(), most, GalleryElement.Kind.EXTREME, List.of(each.getKey().text));
        }
        add(chosen, sample, options.size(), GalleryElement.Kind.SAMPLE, List.of());
        return chosen.values().stream()
                .sorted(Comparator.comparingDouble(choice -> choice.seen().worth()))
                .map(choice -> new Chosen<>(choice.seen().element(), choice.kind(), choice.reasons()))
                .toList();
    }

    private int quarterMore(Map<String, Choice<T>> chosen) {
        return Math.min(options.size(), chosen.size() + options.size() / PARTS);
    }

    private static <T> void add(
            Map<String, Choice<T>> chosen, Smallest<T> from, int most, GalleryElement.Kind kind, List<String> reasons) {
        for (Seen<T> seen : from.kept.keySet()) {
            Choice<T> known = chosen.get(seen.key());
            if (known != null && !reasons.isEmpty()) {
                List<String> all = new ArrayList<>(known.reasons());
                all.addAll(reasons);
                chosen.put(seen.key(), new Choice<>(known.seen(), known.kind(), all));
            } else if (known == null && chosen.size() < most) {
                chosen.put(seen.key(), new Choice<>(seen, kind, reasons));
            }
        }
    }
}
