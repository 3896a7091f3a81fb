package org.visionheatmaps.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.visionheatmaps.metrics.Metric;

/**
 * Elements as cards of a page.
 *
 * @param cards in order
 * @param kinds of cards that there are
 * @param labels names of carried columns with their values, for choosing
 * @param sortable names of metrics
 * @param order of the cards, in words
 * @param withoutRoom how many pictures were left out to keep the page small
 */
public record Gallery(
        List<Card> cards,
        List<Choice> kinds,
        List<Choices> labels,
        List<String> sortable,
        String order,
        int withoutRoom) {
    private static final int ANCHOR = 12;
    private static final int MAX_CHOICES = 40;
    private static final String FRACTION = "-?\\d*\\.\\d+(E-?\\d+)?";
    private static final String NULL = "null";
    private static final int MAX_LABEL = 200;
    /** What a card shows at first. */
    private static final List<String> FIRST =
            List.of("max_abs", "mean", "gini", "entropy", "top_share", "total_variation", "mass", "pointing", "lift");

    /** Something to choose, and how many cards have it. */
    public record Choice(String value, String text, int count) {}

    /** The values of a column. */
    public record Choices(String name, List<Choice> values) {}

    /** A name and its value. */
    public record Pair(String name, String text) {}

    /** A colour bar: the picture, and the values at its ends and between. */
    public record Bar(String uri, String lower, String middle, String upper) {}

    /**
     * A card.
     *
     * @param anchor names the card in the page; always the same for the same element
     * @param kind for choosing
     * @param title of the kind
     * @param search everything that is looked through for words, in lower case
     * @param sort values of metrics, by name, for the page's script
     */
    public record Card(
            String anchor,
            String kind,
            String title,
            GalleryElement element,
            List<Picture> pictures,
            Bar bar,
            List<Pair> labels,
            List<Pair> first,
            List<Pair> metrics,
            String place,
            String link,
            String search,
            String sort) {}

    /** Cards of elements; pictures as long as there is room. */
    static Gallery of(List<GalleryElement> elements, long maxLength, String order) {
        List<Card> cards = new ArrayList<>();
        Set<String> sortable = new LinkedHashSet<>();
        Map<String, Integer> anchors = new HashMap<>();
        long length = 0;
        int withoutRoom = 0;
        for (GalleryElement element : elements) {
            Pictures pictures = element.pictures();
            long more = pictures == null ? 0 : pictures.length();
            boolean hasRoom = length + more <= maxLength;
            length += hasRoom ? more : 0;
            withoutRoom += hasRoom ? 0 : 1;
            element.metrics().forEach((name, value) -> {
                if (value != null) {
                    sortable.add(name);
                }
            });
            String anchor = anchor(element);
            int times = anchors.merge(anchor, 1, Integer::sum);
            cards.add(card(element, hasRoom ? pictures : null, times == 1 ? anchor : anchor + "-" + times));
        }
        return new Gallery(cards, kinds(cards), labels(elements), List.copyOf(sortable), order, withoutRoom);
    }

    private static Card card(GalleryElement element, Pictures pictures, String anchor) {
        List<Pair> metrics = new ArrayList<>();
        StringBuilder sort = new StringBuilder();
        element.metrics().forEach((name, value) -> {
            if (value != null) {
                metrics.add(new Pair(name, Figure.of(value)));
                sort.append(name).append('=').append(value).append(' ');
            }
        });
        List<Pair> labels = new ArrayList<>();
        element.labels().forEach((name, value) -> labels.add(new Pair(name, shortened(value))));
        String search = (element.id() + " " + element.labels() + " " + element.reasons() + " " + element.reason() + " "
                        + element.outcome())
                .toLowerCase(java.util.Locale.ROOT);
        return new Card(
                anchor,
                element.kind().toString(),
                title(element.kind()),
                element,
                pictures == null ? List.of() : pictures.all(),
                pictures == null ? null : bar(pictures),
                labels,
                metrics.stream().filter(pair -> isFirst(pair.name())).toList(),
                metrics,
                place(element),
                element.path() == null ? Link.of(element.file()) : Link.toPath(element.path()),
                search,
                sort.toString().strip());
    }

    private static boolean isFirst(String metric) {
        return FIRST.contains(metric)
                || Metric.all(true).stream().anyMatch(of -> of.toString().equals(metric));
    }

    private static String place(GalleryElement element) {
        String row = element.row() == null ? element.file() : element.file() + ", row " + element.row();
        return element.path() == null ? row : element.path() + ", from " + row;
    }

    private static Bar bar(Pictures pictures) {
        if (pictures.range() == null || pictures.bar() == null) {
            return null;
        }
        double lower = pictures.range().lower();
        double upper = pictures.range().upper();
        return new Bar(pictures.bar().uri(), Figure.of(lower), Figure.of(lower / 2 + upper / 2), Figure.of(upper));
    }

    private static String shortened(String value) {
        return value == null ? NULL : value.length() <= MAX_LABEL ? value : value.substring(0, MAX_LABEL) + "…";
    }

    private static String title(GalleryElement.Kind kind) {
        return switch (kind) {
            case OFFENDER -> "Breaks a rule";
            case QUARANTINED -> "Cannot be drawn";
            case EXTREME -> "Extreme";
            case CHANGED -> "Changed most";
            case SAMPLE -> "Sample";
        };
    }

    private static List<Choice> kinds(List<Card> cards) {
        List<Choice> kinds = new ArrayList<>();
        for (GalleryElement.Kind kind : GalleryElement.Kind.values()) {
            int count = (int) cards.stream()
                    .filter(card -> card.kind().equals(kind.toString()))
                    .count();
            if (count > 0) {
                kinds.add(new Choice(kind.toString(), title(kind), count));
            }
        }
        return kinds;
    }

    /** Columns that have few values, other than measurements. */
    private static List<Choices> labels(List<GalleryElement> elements) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        elements.forEach(element -> element.labels()
                .forEach((name, value) -> counts.computeIfAbsent(name, key -> new java.util.TreeMap<>())
                        .merge(shortened(value), 1, Integer::sum)));
        List<Choices> labels = new ArrayList<>();
        counts.forEach((name, values) -> {
            if (values.size() > 1
                    && values.size() <= MAX_CHOICES
                    && values.size() < elements.size()
                    && !values.keySet().stream().allMatch(value -> value.equals(NULL) || value.matches(FRACTION))) {
                List<Choice> choices = new ArrayList<>();
                values.forEach((value, count) -> choices.add(new Choice(value, value, count)));
                labels.add(new Choices(name, choices));
            }
        });
        return labels;
    }

    private static String anchor(GalleryElement element) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((element.id() + "\n" + element.file() + "\n" + element.row())
                            .getBytes(StandardCharsets.UTF_8));
            return "e-" + HexFormat.of().formatHex(digest).substring(0, ANCHOR);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
