package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.color.ValueRange;

@Tag("fast")
@net.jqwik.api.Tag("fast")
class TicksTest {
    private static final int DIGIT = PixelFont.DIGIT_HEIGHT;

    /** Labels above one another, as at the right of a heatmap. */
    private static Ticks.Room column(int length) {
        return new Ticks.Room(length, label -> DIGIT, 2 * DIGIT, 2);
    }

    /** Labels side by side, as below a heatmap. */
    private static Ticks.Room row(int length) {
        return new Ticks.Room(length, PixelFont::width, 18, 6);
    }

    private static String labels(double lower, double upper, Ticks.Room room) {
        List<String> labels = Ticks.of(new ValueRange(lower, upper), room).ticks().stream()
                .map(Ticks.Tick::label)
                .toList();
        return String.join(" ", labels);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 224, 0 0.2 0.4 0.6 0.8 1",
        "0, 1, 100, 0 0.5 1",
        "-0.0346, 0.0346, 224, -0.03 -0.02 -0.01 0 0.01 0.02 0.03",
        "-0.0346, 0.0346, 28, -0.03 0 0.03",
        "0.31, 0.94, 18, 0.35 0.9",
        "-3.4028234663852886E38, 3.4028234663852886E38, 100, -2e38 0 2e38",
        "-1.7976931348623157E308, 1.7976931348623157E308, 100, -1e308 0 1e308",
        "0, 1.4E-45, 100, 0 5e-46 1e-45",
        "0, 20000000, 100, 0 5e6 1e7 1.5e7 2e7",
        "-1000000, 1000000, 100, -1e6 -5e5 0 5e5 1e6",
        "0, 1000000, 100, 0 500000 1000000",
        "100.001, 100.002, 60, 100.001 100.0015 100.002",
        "-2.5, -0.5, 60, -2.5 -2 -1.5 -1 -0.5"
    })
    void aColumnHasTheShortestRoundNumbers(double lower, double upper, int length, String wanted) {
        assertEquals(wanted, labels(lower, upper, column(length)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 224, 0 0.2 0.4 0.6 0.8 1",
        "-0.0346, 0.0346, 224, -0.02 0 0.02",
        "-0.0346, 0.0346, 90, -0.02 0 0.02"
    })
    void aRowOfLabelsNeedsMoreRoom(double lower, double upper, int length, String wanted) {
        assertEquals(wanted, labels(lower, upper, row(length)));
    }

    @Property(tries = 500)
    void ticksAreRoundAndInTheRangeAndApartAndAtLeastTwo(
            @ForAll double a, @ForAll double b, @ForAll @IntRange(min = 18, max = 2000) int length) {
        Assume.that(Double.isFinite(a) && Double.isFinite(b) && a != b);
        check(new ValueRange(Math.min(a, b), Math.max(a, b)), column(length));
    }

    @Property(tries = 500)
    void ticksOfFloatsAroundZeroToo(
            @ForAll float a, @ForAll @IntRange(min = 0, max = 2000) int more, @ForAll boolean isCentered) {
        Assume.that(Float.isFinite(a) && a != 0);
        double end = Math.abs((double) a);
        ValueRange range = new ValueRange(isCentered ? -end : 0, end);
        Ticks first = Ticks.of(range, row(90 + more));
        int longest = first.longestLabel(PixelFont::width);
        check(range, row(Math.max(90 + more, Ticks.Room.least(longest, 6))));
    }

    private static void check(ValueRange range, Ticks.Room room) {
        List<Ticks.Tick> ticks = Ticks.of(range, room).ticks();
        assertTrue(ticks.size() >= 2, () -> range + ": " + ticks);
        int end = -room.tight();
        BigDecimal step = ticks.get(1).value().subtract(ticks.get(0).value());
        for (Ticks.Tick tick : ticks) {
            assertEquals(0, tick.value().compareTo(new BigDecimal(tick.label())), tick.label());
            assertTrue(tick.value().compareTo(BigDecimal.valueOf(range.lower())) >= 0, () -> range + ": " + tick);
            assertTrue(tick.value().compareTo(BigDecimal.valueOf(range.upper())) <= 0, () -> range + ": " + tick);
            assertTrue(tick.start() >= end + room.tight(), () -> range + " at " + room.length() + ": " + ticks);
            end = tick.start() + room.extent().of(tick.label());
            assertTrue(end <= room.length(), () -> range + ": " + tick);
            assertTrue(tick.place() >= 0 && tick.place() < room.length(), () -> range + ": " + tick);
        }
        if (ticks.size() > 3) {
            String digits = step.stripTrailingZeros().unscaledValue().toString();
            assertTrue(Set.of("1", "2", "5").contains(digits), () -> range + ": steps of " + step);
        }
    }
}
