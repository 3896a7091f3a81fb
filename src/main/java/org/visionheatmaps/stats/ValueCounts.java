package org.visionheatmaps.stats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.Tensor;

/**
 * A histogram of values: one counter for each value of the {@value #BITS} high bits of a double (sign, exponent and 9 bits of
 * the significand, in the order of the numbers), so a counter's values lie within 2^-9 of each other. Beside them the exact ends: the
 * least and greatest value, and the two next to zero. A float widens to double exactly, so floats and doubles have the same counters.
 */
public final class ValueCounts implements Counts {
    static final int BITS = 21;
    /** The low bits, in which the values of a counter differ. */
    static final int REST = Double.SIZE - BITS;
    /** The largest relative error of the middle of a counter's values: half of their width, of which sign and exponent take 12 bits. */
    static final double ERROR_BOUND = Math.scalb(1.0, 12 - BITS - 1);

    /** The index of the counter of +0. */
    static final int ZERO = 1 << BITS - 1;

    final Counters counters = new Counters(BITS);
    private final Ends ends = new Ends();
    private long count;
    private long significant;
    private boolean hasDoubles;

    @Override
    public void add(Tensor x) {
        if (x.isMasked()) {
            add(Missing.without(x));
            return;
        }
        Ends seen = new Ends();
        if (x.isFloat()) {
            Runs.forEach(x, (start, step, length) -> seen.add(x.floats(), start, step, length));
        } else {
            Runs.forEach(x, (start, step, length) -> seen.add(x.doubles(), start, step, length));
        }
        seen.requireFinite();
        ends.add(seen);
        hasDoubles |= !x.isFloat();
        Runs.forEach(x, (start, step, length) -> {
            count += length;
            significant |= x.isFloat() ? countFloats(x, start, step, length) : countDoubles(x, start, step, length);
        });
    }

    private long countFloats(Tensor x, int start, int step, int length) {
        float[] values = x.floats();
        long[][] pages = counters.pages;
        long used = 0;
        for (int i = 0, at = start; i < length; i++, at += step) {
            long bits = Double.doubleToRawLongBits(values[at]);
            used |= bits;
            int index = (int) ((bits ^ (bits >> 63 | Long.MIN_VALUE)) >>> REST);
            long[] page = pages[index >>> Counters.PAGE_BITS];
            if (page == null) {
                page = counters.page(index >>> Counters.PAGE_BITS);
            }
            page[index & Counters.IN_PAGE]++;
        }
        return used;
    }

    private long countDoubles(Tensor x, int start, int step, int length) {
        double[] values = x.doubles();
        long used = 0;
        for (int i = 0, at = start; i < length; i++, at += step) {
            used |= Double.doubleToRawLongBits(values[at]);
            counters.increment((int) (OrderedBits.of(values[at]) >>> REST));
        }
        return used;
    }

    /** Adds other counts; those stay as they are. */
    public void add(ValueCounts other) {
        counters.add(other.counters);
        ends.add(other.ends);
        count += other.count;
        significant |= other.significant;
        hasDoubles |= other.hasDoubles;
    }

    /** The number of values. */
    public long count() {
        return count;
    }

    Ends ends() {
        return ends;
    }

    /** Whether all values came as floats. */
    boolean isFloat() {
        return !hasDoubles;
    }

    /** The high bits of an ordered double that tell these values apart; all lower ones are zero in each value. */
    int significantBits() {
        return Double.SIZE - Long.numberOfTrailingZeros(significant);
    }

    /** The summary of one pass: quantiles within {@link QuantileMethod#APPROXIMATE}'s bound, everything else exact. */
    public Summary summary() {
        QuantileSearch search = new QuantileSearch(this);
        return new CountedSummary(this, search::nearby, search::nearby);
    }

    /** As {@link Summary#massQuantile} says, each magnitude taken as the middle of its counter's: within 2^-10 of it. */
    double massQuantile(double share) {
        double total = mass(Double.POSITIVE_INFINITY).sum();
        return mass(share * total).magnitude();
    }

    /** Magnitudes in ascending order until their sum reaches a limit: the last, and the sum. */
    private Mass mass(double limit) {
        double most = Math.max(-ends.min(), ends.max());
        double sum = 0;
        double magnitude = 0;
        for (int bin = 0; bin < ZERO && sum < limit; bin++) {
            long n = counters.at(ZERO + bin) + counters.at(ZERO - 1 - bin);
            if (n > 0) {
                double middle = Double.longBitsToDouble((long) bin << REST | 1L << REST - 1);
                magnitude = Math.min(bin == 0 ? 0 : middle, most);
                sum += n * magnitude;
            }
        }
        return new Mass(magnitude, sum);
    }

    private record Mass(double magnitude, double sum) {}

    /** SHA-256 of the counts, in hexadecimal: the same for the same values in any order. */
    public String digest() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void write(ByteArrayOutputStream out) {
        VarInt.write(out, count);
        out.write(hasDoubles ? 1 : 0);
        VarInt.write(out, Long.reverse(significant));
        ends.write(out);
        counters.write(out);
    }

    @Override
    public void addFrom(ByteBuffer in) {
        count += VarInt.read(in);
        hasDoubles |= in.get() != 0;
        significant |= Long.reverse(VarInt.read(in));
        ends.addFrom(in);
        counters.addFrom(in);
    }
}
