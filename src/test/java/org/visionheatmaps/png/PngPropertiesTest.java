package org.visionheatmaps.png;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;

@Tag("fast")
class PngPropertiesTest {
    @Property(tries = 300)
    void anyImageDecodesToItself(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 1, max = 2000) int colors,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        int[] palette = random.ints(colors, 0, 1 << 24).toArray();
        int run = 1 + random.nextInt(20);
        int[] color = {0};
        RgbImage image = PngImages.image(width, height, (x, y, unused) -> {
            color[0] = random.nextInt(run) == 0 ? palette[random.nextInt(colors)] : color[0];
            return color[0];
        });
        for (PngEncoding.Effort effort : PngEncoding.Effort.values()) {
            PngWriter writer = new PngWriter(effort);
            assertTrue(PngImages.same(image, Pixels.decode(writer.encode(image, List.of()))));
            IndexedImage indexed = IndexedImage.ofExactly(image).orElse(null);
            if (indexed != null) {
                assertTrue(PngImages.same(image, indexed.toRgb()));
                assertTrue(PngImages.same(image, Pixels.decode(writer.encode(indexed, List.of()))));
            }
        }
    }

    @Property(tries = 1000)
    void aPrefixCodeIsCompleteBoundedAndGivesRarerSymbolsNoShorterCodes(
            @ForAll @Size(286) int[] counts, @ForAll @IntRange(min = 0, max = 31) int shift) {
        int[] frequencies = new int[286];
        for (int i = 0; i < 286; i++) {
            frequencies[i] = Math.abs(counts[i] >> 1) >>> shift >>> 8;
        }
        requireGood(frequencies, 15);
        requireGood(Arrays.copyOf(frequencies, 19), 7);
    }

    @Example
    void frequenciesThatGrowAsFibonaccisNumbersStayWithinTheLimit() {
        int[] frequencies = new int[286];
        int a = 1;
        int b = 1;
        for (int i = 0; i < 40; i++) {
            frequencies[7 * i] = a;
            b += a;
            a = b - a;
        }
        HuffmanCode code = requireGood(frequencies, 15);
        assertEquals(15, code.length(0), "40 levels without a limit");
        requireGood(Arrays.copyOf(frequencies, 19 * 7), 7);
    }

    @Example
    void twoSymbolsGetACodeEvenIfNoneOccurs() {
        requireGood(new int[30], 15);
        int[] one = new int[30];
        one[29] = 1000;
        assertEquals(1, requireGood(one, 15).length(29));
        int[] first = new int[30];
        first[0] = 3;
        assertEquals(1, requireGood(first, 15).length(0));
    }

    private static HuffmanCode requireGood(int[] frequencies, int limit) {
        HuffmanCode code = new HuffmanCode(frequencies.length, limit);
        code.build(frequencies);
        long sum = 0;
        for (int i = 0; i < frequencies.length; i++) {
            int length = code.length(i);
            assertTrue(length <= limit, "a code of " + length + " bits");
            assertTrue(length > 0 || frequencies[i] == 0, "an occurring symbol without a code");
            sum += length > 0 ? 1L << limit - length : 0;
            for (int j = 0; j < i; j++) {
                boolean both = length > 0 && code.length(j) > 0;
                assertTrue(!both || frequencies[i] >= frequencies[j] || length >= code.length(j));
                assertTrue(!both || frequencies[i] <= frequencies[j] || length <= code.length(j));
                int shorter = Math.min(length, code.length(j));
                assertTrue(
                        !both || (code.code(i) ^ code.code(j)) << Integer.SIZE - shorter != 0, "a prefix of another");
            }
        }
        assertEquals(1L << limit, sum, "Kraft's sum is 1");
        return code;
    }
}
