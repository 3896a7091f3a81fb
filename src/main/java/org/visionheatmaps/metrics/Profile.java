package org.visionheatmaps.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.stats.VarInt;

/** What was measured of many elements, without the elements. Profiles of parts merge by adding, in any order, to that of the whole. */
public final class Profile {
    private static final Metric[] METRICS = Metric.values();
    private static final Flag[] FLAGS = Flag.values();

    private final SortedMap<String, Long> outcomes = new TreeMap<>();
    private final Map<Flag, Long> flags = new EnumMap<>(Flag.class);
    private final Map<Metric, Distribution> metrics = new EnumMap<>(Metric.class);
    private final Histogram values = new Histogram(Bins.FLOAT);
    private final Atlas atlas = new Atlas();

    public Profile() {
        for (Metric metric : METRICS) {
            metrics.put(metric, new Distribution(metric.bins()));
        }
    }

    /**
     * Adds an element.
     *
     * @param outcome {@code ok}, or the kind of fault that keeps it from being drawn
     */
    public void add(ElementMetrics element, String outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
        for (Flag flag : FLAGS) {
            add(flag, element.is(flag) ? 1 : 0);
        }
        for (Metric metric : METRICS) {
            metrics.get(metric).add(element.get(metric));
        }
        element.addLook(atlas);
    }

    /** Adds another profile; that stays as it is. */
    public void add(Profile other) {
        other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
        other.flags.forEach(this::add);
        metrics.forEach((metric, distribution) -> distribution.add(other.metrics.get(metric)));
        values.add(other.values);
        atlas.add(other.atlas);
    }

    /** The number of elements. */
    public long count() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many elements had each outcome. */
    public SortedMap<String, Long> outcomes() {
        return outcomes;
    }

    /** How many elements had a flag. */
    public long count(Flag flag) {
        return flags.getOrDefault(flag, 0L);
    }

    /** Adds to the number of elements with a flag: for readers of documents. */
    public void add(Flag flag, long count) {
        flags.merge(flag, count, Long::sum);
    }

    /** The numbers that elements had; those that were not defined are left out. */
    public Distribution of(Metric metric) {
        return metrics.get(metric);
    }

    /** The values of all maps. */
    public Histogram values() {
        return values;
    }

    /** Where the maps look. */
    public Atlas atlas() {
        return atlas;
    }

    /** Equal profiles give equal bytes. */
    public void write(ByteArrayOutputStream out) {
        VarInt.write(out, outcomes.size());
        outcomes.forEach((outcome, count) -> {
            writeText(out, outcome);
            VarInt.write(out, count);
        });
        for (Flag flag : FLAGS) {
            VarInt.write(out, count(flag));
        }
        metrics.values().forEach(distribution -> distribution.write(out));
        values.write(out);
        atlas.write(out);
    }

    /** Adds what {@link #write} wrote. */
    public void addFrom(ByteBuffer in) {
        for (long left = VarInt.read(in); left > 0; left--) {
            String outcome = readText(in);
            outcomes.merge(outcome, VarInt.read(in), Long::sum);
        }
        for (Flag flag : FLAGS) {
            add(flag, VarInt.read(in));
        }
        metrics.values().forEach(distribution -> distribution.addFrom(in));
        values.addFrom(in);
        atlas.addFrom(in);
    }

    static void writeText(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        VarInt.write(out, bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    static String readText(ByteBuffer in) {
        byte[] bytes = new byte[(int) VarInt.read(in)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
