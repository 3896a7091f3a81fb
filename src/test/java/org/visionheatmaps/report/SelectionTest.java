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
        return new Selection<>(new GalleryOptions(20, seed), NAMED);
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
}
