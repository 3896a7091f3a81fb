package org.visionheatmaps.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds runs of one byte; all else is literal. For pixels of one byte, whose code says all there is to say. */
final class RunMatcher implements Matcher {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    @Override
    public void tokenize(byte[] bytes, int from, int rows, int stride, Tokens out) {
        int[] tokens = out.tokens();
        int count = out.count();
        int end = from + rows * stride;
        int at = from;
        tokens[count++] = out.single(bytes[at++]);
        while (at + 8 <= end) {
            if ((long) LONG.get(bytes, at) == (long) LONG.get(bytes, at - 1)) {
                int run = run(bytes, at, end);
                tokens[count++] = Tokens.match(run - 3, 0);
                out.distances()[0]++;
                out.longer()[run - 3]++;
                at += run;
            } else {
                tokens[count++] = out.triple((int) INT.get(bytes, at) & 0xFFFFFF);
                at += 3;
            }
        }
        while (at < end) {
            tokens[count++] = out.single(bytes[at++]);
        }
        out.count(count);
    }

    /** The bytes from here on that are equal to the one before: 8 or more. */
    private static int run(byte[] bytes, int at, int end) {
        int longest = Math.min(end - at, Tokens.LONGEST_MATCH);
        int run = 8;
        while (run < longest && bytes[at + run] == bytes[at - 1]) {
            run++;
        }
        return run;
    }
}
