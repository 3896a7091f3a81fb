package org.visionheatmaps.metrics;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What was measured of one element. Begins with nothing defined and no flag set. */
public final class ElementMetrics {
    private final Map<Metric, Double> values = new EnumMap<>(Metric.class);
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private int pixels;
    private long[] look;
    private int half;

    /** A number, or NaN if it is not defined. */
    public double get(Metric metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    public void set(Metric metric, double value) {
        values.put(metric, value);
    }

    /** How many pixels of the map are finite. */
    public int pixels() {
        return pixels;
    }

    void setPixels(int finite) {
        pixels = finite;
    }

    /**
     * Says where the map looks.
     *
     * @param units of {@link Atlas#look}, for reading, or null
     */
    public void setLook(long[] units) {
        look = units;
    }

    /** Says which half of the elements this one belongs to: {@link Atlas#half}. */
    public void setHalf(int newHalf) {
        half = newHalf;
    }

    /** Adds where the map looks, if it looks anywhere. */
    void addLook(Atlas atlas) {
        if (look != null) {
            atlas.add(half, look);
        }
    }

    public boolean is(Flag flag) {
        return flags.contains(flag);
    }

    public void set(Flag flag, boolean value) {
        if (value) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
    }
}
