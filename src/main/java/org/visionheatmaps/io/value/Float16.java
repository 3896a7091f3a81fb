package org.visionheatmaps.io.value;

/** IEEE 754 binary16 to float; every value is exact. (The JDK has this from version 20 on.) */
public final class Float16 {
    private static final float SUBNORMAL_UNIT = 0x1p-24f;

    private Float16() {}

    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0) {
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * SUBNORMAL_UNIT));
        }
        int widened = exponent == 0x1F ? 0xFF : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
    }
}
