package org.visionheatmaps.stats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.tensor.Tensor;

/** Histograms within windows: a window is a prefix of values' ordered bits, and counts them by the {@link Window#digitBits()} bits after it. */
public final class WindowCounts implements Counts {
    private final SortedMap<Window, Counters> counters = new TreeMap<>();

    public WindowCounts(Collection<Window> windows) {
        for (Window window : windows) {
            counters.put(window, new Counters(window.digitBits()));
        }
    }

    @Override
    public void add(Tensor x) {
        counters.forEach((window, counted) -> Runs.forEach(x, (start, step, length) -> {
            if (x.isFloat()) {
                addFloats(window, counted, x.floats(), start, step, length);
            } else {
                addDoubles(window, counted, x.doubles(), start, step, length);
            }
        }));
    }

    private static void addFloats(Window window, Counters counted, float[] values, int start, int step, int length) {
        double least = window.least();
        double greatest = window.greatest();
        for (int i = 0, at = start; i < length; i++, at += step) {
            double value = values[at];
            if (value >= least && value <= greatest) {
                count(window, counted, value);
            }
        }
    }

    private static void addDoubles(Window window, Counters counted, double[] values, int start, int step, int length) {
        double least = window.least();
        double greatest = window.greatest();
        for (int i = 0, at = start; i < length; i++, at += step) {
            double value = values[at];
            if (value >= least && value <= greatest) {
                count(window, counted, value);
            }
        }
    }

    /** −0 and +0 are equal numbers, and both got here, but only one has the window's prefix. */
    private static void count(Window window, Counters counted, double value) {
        long key = OrderedBits.of(value);
        if (key >>> Double.SIZE - window.prefixBits() == window.prefix()) {
            long digits = key << window.prefixBits() >>> Double.SIZE - window.digitBits();
            counted.increment((int) digits);
        }
    }

    /** Adds other counts of the same windows; windows that only they have are left out. */
    public void add(WindowCounts other) {
        counters.forEach((window, counted) -> {
            Counters theirs = other.counters.get(window);
            if (theirs != null) {
                counted.add(theirs);
            }
        });
    }

    Counters of(Window window) {
        return counters.get(window);
    }

    @Override
    public void write(ByteArrayOutputStream out) {
        counters.values().forEach(counted -> counted.write(out));
    }

    @Override
    public void addFrom(ByteBuffer in) {
        counters.values().forEach(counted -> counted.addFrom(in));
    }
}
