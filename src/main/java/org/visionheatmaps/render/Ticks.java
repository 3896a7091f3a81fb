package org.visionheatmaps.render;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.visionheatmaps.color.ValueRange;

/**
 * Round numbers along a range of values, with labels that do not touch. They are all multiples of 1, 2 or 5 times a power of ten that
 * lie in the range, for the finest such step that leaves room for all labels. Where that gives less than three, there are the first
 * and the last multiple of a tenth of the range (rounded down to such a step), and zero if it lies between and has room. Computed in
 * decimals, exactly: a tick is never outside the range, and its label is its value.
 *
 * @param ticks from the least to the greatest, at least two
 */
record Ticks(List<Tick> ticks) {
    private static final int[] ROUND = {5, 2, 1};
    private static final int FEWEST = 3;

    /** A label that is no longer than this is written without an exponent. */
    static final int USUAL_LETTERS = 7;

    /**
     * One of them.
     *
     * @param label the number in as few letters as all of its neighbours need in the same notation
     * @param place of the value, in pixels from the least value's
     * @param start of the label, in pixels from the least value's place
     */
    record Tick(BigDecimal value, String label, int place, int start) {}

    /** How long a label is, along the range. */
    interface Extent {
        int of(String label);
    }

    /**
     * Pixels for a range.
     *
     * @param length of the range, and of the room for labels
     * @param extent of labels
     * @param wide a gap between labels that reads well
     * @param tight a gap between labels that can be read
     */
    record Room(int length, Extent extent, int wide, int tight) {
        /** The length that two labels need, wherever they are. */
        static int least(int extent, int tight) {
            return Math.max(2 * extent + tight, (15 * extent + 10 * tight) / 8) + 2;
        }
    }

    Ticks {
        ticks = List.copyOf(ticks);
    }

    /** Ticks of a range, in room for at least two labels. */
    static Ticks of(ValueRange range, Room room) {
        for (int gap : new int[] {room.wide(), room.tight()}) {
            List<Tick> finest = finest(range, room, gap);
            if (finest.size() >= FEWEST) {
                return new Ticks(finest);
            }
        }
        return new Ticks(outermost(range, room));
    }

    /** The extent of the longest label. */
    int longestLabel(Extent extent) {
        return ticks.stream().mapToInt(tick -> extent.of(tick.label())).max().orElse(0);
    }

    private static BigDecimal span(ValueRange range) {
        return BigDecimal.valueOf(range.upper()).subtract(BigDecimal.valueOf(range.lower()));
    }

    /** The exponent of a number's first digit. */
    private static int magnitude(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    private static BigDecimal step(int digit, int magnitude) {
        return new BigDecimal(BigInteger.valueOf(digit), -magnitude);
    }

    /** As many ticks as have room; none if there is no room for the first few. */
    private static List<Tick> finest(ValueRange range, Room room, int gap) {
        List<Tick> fitting = List.of();
        for (int magnitude = magnitude(span(range)); ; magnitude--) {
            for (int digit : ROUND) {
                List<Tick> ticks = place(multiples(range, step(digit, magnitude)), range, room);
                if (!haveRoom(ticks, room, gap)) {
                    return fitting;
                }
                fitting = ticks;
            }
        }
    }

    private static List<Tick> outermost(ValueRange range, Room room) {
        BigDecimal tenth = span(range).scaleByPowerOfTen(-1);
        int magnitude = magnitude(tenth);
        int digit = 5;
        while (digit > 1 && step(digit, magnitude).compareTo(tenth) > 0) {
            digit /= 2;
        }
        List<BigDecimal> all = multiples(range, step(digit, magnitude));
        BigDecimal first = all.get(0);
        BigDecimal last = all.get(all.size() - 1);
        if (first.signum() < 0 && last.signum() > 0) {
            List<Tick> three = place(List.of(first, BigDecimal.ZERO, last), range, room);
            if (haveRoom(three, room, room.tight())) {
                return three;
            }
        }
        return place(List.of(first, last), range, room);
    }

    private static List<BigDecimal> multiples(ValueRange range, BigDecimal step) {
        BigInteger from = BigDecimal.valueOf(range.lower())
                .divide(step, 0, RoundingMode.CEILING)
                .toBigInteger();
        BigInteger to = BigDecimal.valueOf(range.upper())
                .divide(step, 0, RoundingMode.FLOOR)
                .toBigInteger();
        List<BigDecimal> multiples = new ArrayList<>();
        for (BigInteger k = from; k.compareTo(to) <= 0; k = k.add(BigInteger.ONE)) {
            multiples.add(step.multiply(new BigDecimal(k)));
        }
        return multiples;
    }

    private static List<Tick> place(List<BigDecimal> values, ValueRange range, Room room) {
        List<String> labels = labels(values);
        List<Tick> ticks = new ArrayList<>(values.size());
        // Halves, as the range itself may be larger than a double.
        double low = range.lower() / 2;
        double span = range.upper() / 2 - low;
        for (int i = 0; i < labels.size(); i++) {
            double share = (values.get(i).doubleValue() / 2 - low) / span;
            int place = (int) Math.rint(Math.min(Math.max(share, 0), 1) * (room.length() - 1));
            int extent = room.extent().of(labels.get(i));
            int start = Math.max(0, Math.min(place - extent / 2, room.length() - extent));
            ticks.add(new Tick(values.get(i), labels.get(i), place, start));
        }
        return ticks;
    }

    private static boolean haveRoom(List<Tick> ticks, Room room, int gap) {
        for (int i = 1; i < ticks.size(); i++) {
            int end =
                    ticks.get(i - 1).start() + room.extent().of(ticks.get(i - 1).label());
            if (ticks.get(i).start() < end + gap) {
                return false;
            }
        }
        return true;
    }

    /** All in one notation: with an exponent if that is shorter and some are longer than usual without. */
    private static List<String> labels(List<BigDecimal> values) {
        List<String> plain = values.stream().map(Ticks::plain).toList();
        List<String> scientific = values.stream().map(Ticks::scientific).toList();
        int longest = longest(plain);
        return longest <= USUAL_LETTERS || longest <= longest(scientific) ? plain : scientific;
    }

    private static int longest(List<String> labels) {
        return labels.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String scientific(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal shortest = value.stripTrailingZeros();
        int exponent = magnitude(shortest);
        return shortest.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }
}
