package org.visionheatmaps.paint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Colours become three bytes a pixel. */
final class RgbPixels implements Pixels {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] rgb = {};

    /** What comes is another image, for this array. */
    void begin(byte[] bytes) {
        rgb = bytes;
    }

    @Override
    public int value(int color) {
        return color;
    }

    @Override
    public boolean put(int[] colors, int count, int at, int step) {
        if (step == 1) {
            putNeighbours(colors, count, 3 * at);
            return true;
        }
        for (int i = 0, out = 3 * at; i < count; i++, out += 3 * step) {
            putLast(colors[i], out);
        }
        return true;
    }

    /** Four bytes a store: the fourth is the next pixel's, which comes after. */
    private void putNeighbours(int[] colors, int count, int at) {
        byte[] bytes = rgb;
        for (int i = 0; i < count - 1; i++) {
            INT.set(bytes, at + 3 * i, colors[i]);
        }
        putLast(colors[count - 1], at + 3 * (count - 1));
    }

    private void putLast(int color, int at) {
        rgb[at] = (byte) color;
        rgb[at + 1] = (byte) (color >> 8);
        rgb[at + 2] = (byte) (color >> 16);
    }
}
