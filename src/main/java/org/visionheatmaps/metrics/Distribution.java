package org.visionheatmaps.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** What one number was like among many elements: counts in bins, the exact extremes, and the exact sum. */
public final class Distribution {
    private final Histogram histogram;
    private final ExactSum sum;
    private double min;
    private double max;

    Distribution(Bins bins) {
        this(new Histogram(bins), new ExactSum(), Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    /** A distribution that is known. */
    public Distribution(Histogram histogram, ExactSum sum, double min, double max) {
        this.histogram = histogram;
        this.sum = sum;
        this.min = min;
        this.max = max;
    }

    void add(double value) {
        if (Double.isFinite(value)) {
            histogram.add(value);
            sum.add(value);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
    }

    /** Adds another distribution; that stays as it is. */
    public void add(Distribution other) {
        histogram.add(other.histogram);
        sum.add(other.sum);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    public Histogram histogram() {
        return histogram;
    }

    public ExactSum sum() {
        return sum;
    }

    /** The number of elements that have the number. */
    public long count() {
        return histogram.count();
    }

    /** The least, or NaN if there is none. */
    public double min() {
        return count() == 0 ? Double.NaN : min;
    }

    /** The greatest, or NaN if there is none. */
    public double max() {
        return count() == 0 ? Double.NaN : max;
    }

    /** The mean, or NaN if there is none. */
    public double mean() {
        return count() == 0 ? Double.NaN : sum.dividedBy(count());
    }

    /** A quantile as near as the bins tell, and never beyond the extremes; NaN if there is none. */
    public double quantile(double fraction) {
        return count() == 0 ? Double.NaN : Math.min(Math.max(histogram.quantile(fraction), min), max);
    }

    void write(ByteArrayOutputStream out) {
        histogram.write(out);
        Profile.writeText(out, sum.toString());
        byte[] ends = new byte[2 * Double.BYTES];
        ByteBuffer.wrap(ends).putDouble(min).putDouble(max);
        out.write(ends, 0, ends.length);
    }

    void addFrom(ByteBuffer in) {
        histogram.addFrom(in);
        sum.add(ExactSum.parse(Profile.readText(in)));
        min = Math.min(min, in.getDouble());
        max = Math.max(max, in.getDouble());
    }
}
