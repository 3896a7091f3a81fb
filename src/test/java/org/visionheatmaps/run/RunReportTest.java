package org.visionheatmaps.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RunReportTest {
    private static RunReport report(int number, Map<String, Long> faults, Map<String, Double> seconds) {
        return new RunReport(
                number,
                10 * number,
                9 * number,
                number,
                new TreeMap<>(faults),
                List.of("fault " + number),
                10_000 * number,
                new TreeMap<>(Map.of("flat", (long) number, "kind " + number, 1L)),
                "SumReduction()",
                List.of("advice"),
                number,
                null,
                List.of("in"),
                "out " + number,
                "png",
                seconds,
                new TreeMap<>(Map.of("spark", "4")),
                new FileBatch(new FileBatch.Name("3f0c9a12", number), "run", List.of()),
                null);
    }

    @Test
    void runsOfASeriesAddUpAndTheLaterSaysTheRest() {
        RunReport sum = report(1, Map.of("A", 1L, "B", 2L), Map.of("render", 1.0, "total", 3.0))
                .plus(report(2, Map.of("B", 5L, "C", 7L), Map.of("fit", 2.0, "total", 4.0)));
        RunReport expected = new RunReport(
                3,
                30,
                27,
                3,
                new TreeMap<>(Map.of("A", 1L, "B", 7L, "C", 7L)),
                List.of("fault 1", "fault 2"),
                30_000,
                new TreeMap<>(Map.of("flat", 3L, "kind 1", 1L, "kind 2", 1L)),
                "SumReduction()",
                List.of("advice"),
                3,
                null,
                List.of("in"),
                "out 2",
                "png",
                Map.of("render", 1.0, "fit", 2.0, "total", 7.0),
                new TreeMap<>(Map.of("spark", "4")),
                null,
                null);
        assertEquals(expected, sum);
        assertNull(sum.batch());
    }
}
