package org.visionheatmaps.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Metric;

@Tag("fast")
class SelectionTest {
    private static final int ALL = 500;
    private static final Map<String, List<String>> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("77", List.of("a rule"));
        NAMED.put("5", List.of("a rule", "another"));
        NAMED.put("no such", List.of("a rule"));
    }

    private static Selection<Integer> selection(long seed) {
        return new Selection<>(new GalleryOptions(20, seed), NAMED, Metric.LIFT);
    }

    private static void see(Selection<Integer> selection, int element) {
        ElementMetrics metrics = new ElementMetrics();
        metrics.set(Metric.MAX_ABS, element == 5 ? 1e9 : element);
        selection.see(
                element, String.valueOf(element), "f:" + element, element % 50 == 1 ? "non_finite" : "ok", metrics);
    }

    private static Selection<Integer> whole(long seed) {
        Selection<Integer> selection = selection(seed);
        for (int element = 0; element < ALL; element++) {
            see(selection, element);
        }
        return selection;
    }

    @Test
    void choosingFromWhatWasChosenOfPartsIsChoosingFromTheWhole() {
        List<Integer> order = new ArrayList<>();
        for (int element = 0; element < ALL; element++) {
            order.add(element);
        }
        Collections.shuffle(order, new Random(3));
        List<Selection<Integer>> parts = List.of(selection(1), selection(1), selection(1));
        for (int i = 0; i < ALL; i++) {
            see(parts.get(i % 2 + i % 3 / 2), order.get(i));
        }
        Selection<Integer> merged = selection(1);
        parts.forEach(part -> part.candidates().forEach(element -> see(merged, element)));
        assertEquals(whole(1).chosen(), merged.chosen());
    }

    @Test
    void offendersComeFirstInTheOrderOfTheRules() {
        List<Selection.Chosen<Integer>> chosen = whole(1).chosen();
        assertEquals(20, chosen.size());
        assertEquals(77, chosen.get(0).value());
        assertEquals(5, chosen.get(1).value());
        assertEquals(
                List.of("a rule", "another", "Has the greatest max_abs"),
                chosen.get(1).reasons());
        assertEquals(
                5,
                chosen.stream()
                        .filter(each -> each.kind() == GalleryElement.Kind.QUARANTINED)
                        .count());
        assertTrue(chosen.stream().anyMatch(each -> each.kind() == GalleryElement.Kind.EXTREME && each.value() == 499));
    }

    @Test
    void anotherSeedShowsAnotherSample() {
        assertEquals(whole(1).chosen(), whole(1).chosen());
        assertNotEquals(whole(1).chosen(), whole(2).chosen());
    }

    private static List<Selection.Chosen<Integer>> chosen(Metric worth) {
        List<Selection<Integer>> parts = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            Selection<Integer> selection = new Selection<>(new GalleryOptions(20, 1), NAMED, worth);
            for (int element = part; element < ALL; element += 4) {
                seeWorth(selection, element, worth);
            }
            parts.add(selection);
        }
        Selection<Integer> merged = new Selection<>(new GalleryOptions(20, 1), NAMED, worth);
        parts.forEach(part -> part.candidates().forEach(element -> seeWorth(merged, element, worth)));
        return merged.chosen();
    }

    /** Every third element has no worth; the least is that of 498, then of 497, of 495. */
    private static void seeWorth(Selection<Integer> selection, int element, Metric worth) {
        ElementMetrics metrics = new ElementMetrics();
        metrics.set(worth, element % 3 == 1 ? Double.NaN : -element / 1000.0);
        selection.see(
                element, String.valueOf(element), "f:" + element, element % 50 == 0 ? "non_finite" : "ok", metrics);
    }

    @Test
    void pairsThatHaveChangedMostTakeTheRoomAndComeFirst() {
        List<Selection.Chosen<Integer>> chosen = chosen(Metric.SPEARMAN);
        assertEquals(20, chosen.size());
        assertEquals(
                List.of(498, 497, 495, 494),
                chosen.stream().limit(4).map(Selection.Chosen::value).toList());
        assertEquals(
                13,
                chosen.stream()
                        .filter(each -> each.kind() == GalleryElement.Kind.CHANGED)
                        .count(),
                "besides two that a rule names, and five that cannot be drawn");
        assertTrue(
                chosen.stream().noneMatch(each -> each.kind() == GalleryElement.Kind.SAMPLE),
                "as long as there are any");
    }

    @Test
    void mapsThatLookLeastAtTheirObjectComeFirstBesideTheOthers() {
        List<Selection.Chosen<Integer>> chosen = chosen(Metric.LIFT);
        assertEquals(20, chosen.size());
        assertEquals(
                List.of(498, 497, 495, 494, 492),
                chosen.stream().limit(5).map(Selection.Chosen::value).toList());
        assertEquals(List.of("Is among the least lift"), chosen.get(4).reasons());
        assertTrue(chosen.get(5).reasons().isEmpty() || chosen.get(5).kind() == GalleryElement.Kind.OFFENDER);
        List<Integer> places = new ArrayList<>();
        chosen.forEach(each -> places.add(each.value() % 3 == 1 ? Integer.MAX_VALUE : -each.value()));
        List<Integer> sorted = new ArrayList<>(places);
        Collections.sort(sorted);
        assertEquals(sorted, places);
        assertTrue(chosen.stream().anyMatch(each -> each.kind() == GalleryElement.Kind.SAMPLE));
    }
}
