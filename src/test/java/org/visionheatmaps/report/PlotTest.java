package org.visionheatmaps.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.metrics.Bins;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.metrics.Metric;

@Tag("fast")
class PlotTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0})
    void zerosAreOneBarAtZero(double zero) {
        Histogram histogram = new Histogram(Bins.FLOAT);
        for (int k = 0; k < 8; k++) {
            histogram.add(zero);
        }
        Plot plot = Plot.of(Label.of(Metric.NEGATIVE_MASS), histogram, null, false, false, "elements", List.of());
        assertEquals(1, plot.bars().chars().filter(c -> c == 'M').count(), plot.bars());
        assertEquals("100 %", plot.top().replace('\u202f', ' ').replace('\u00a0', ' '));
        assertTrue(
                plot.ticks().stream().anyMatch(tick -> tick.label().equals("0")),
                plot.ticks().toString());
    }
}
