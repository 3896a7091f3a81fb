package org.visionheatmaps.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class LayoutTest {
    private static final int N = 3;
    private static final int C = 4;
    private static final int H = 5;
    private static final int W = 6;

    @ParameterizedTest
    @CsvSource({
        "NCHW, NCHW",
        "NCHW, CHW",
        "NCHW, HW",
        "NHWC, NHWC",
        "NHWC, HWC",
        "NHWC, HW",
        "WHCN, WHCN",
        "WHCN, WHC",
        "WHCN, WH",
        "HW, HW",
        "WH, WH",
        "CWH, CWH",
        "CWH, WH",
        "HCWN, HCWN",
        "HCWN, HCW",
        "NHW, NHW",
        "NHW, HW",
        "HNW, HNW",
        "CNWH, CNWH",
        "CNWH, WH"
    })
    void everyValueIsFoundByTheIndexFormulaOfItsAxes(Layout layout, String axes) {
        int[] shape = axes.chars().map(LayoutTest::size).toArray();
        int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        float[] floats = new float[length];
        double[] doubles = new double[length];
        for (int i = 0; i < length; i++) {
            floats[i] = i;
            doubles[i] = i;
        }
        Layout.Elements elements = layout.elements(shape);
        assertEquals(length, elements.length());
        assertEquals(axes.contains("N"), elements.isBatch());
        assertEquals(axes.contains("N") ? N : 1, elements.count());
        int channels = axes.contains("C") ? C : 1;
        for (int n = 0; n < elements.count(); n++) {
            Tensor single = elements.element(floats, n);
            Tensor wide = elements.element(doubles, n);
            assertEquals(Kind.CHANNELS, single.kind());
            assertEquals(W + "×" + H + "×" + channels, single.shapeText());
            for (int c = 0; c < channels; c++) {
                for (int h = 0; h < H; h++) {
                    for (int w = 0; w < W; w++) {
                        int wanted = index(axes, n, c, h, w);
                        assertEquals(wanted, single.at(w, h, c));
                        assertEquals(wanted, wide.at(w, h, c));
                    }
                }
            }
        }
    }

    /** The last axis varies fastest: for NCHW, ((n*C + c)*H + h)*W + w. */
    private static int index(String axes, int n, int c, int h, int w) {
        int index = 0;
        for (char axis : axes.toCharArray()) {
            int at = axis == 'N' ? n : axis == 'C' ? c : axis == 'H' ? h : w;
            index = index * size(axis) + at;
        }
        return index;
    }

    private static int size(int axis) {
        return axis == 'N' ? N : axis == 'C' ? C : axis == 'H' ? H : W;
    }

    @ParameterizedTest
    @CsvSource({"NCHW, NCHW", "chw, NCHW", "NHWC, NHWC", "Hwc, NHWC", "WHCN, WHCN", "WHC, WHCN", "' hw ', HW", "wh, WH"
    })
    void namesAreReadWithoutRegardToCase(String name, Layout layout) {
        assertEquals(layout, Layout.parse(name));
    }

    @Test
    void anUnknownNameIsToldTheKnownOnes() {
        for (String name : new String[] {"NCH", "NCHHW", "", "N,C,H,W", "channels_last"}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Layout.parse(name))
                    .getMessage();
            assertTrue(message.contains("Unknown layout '" + name.toUpperCase(Locale.ROOT) + "'"), message);
            assertTrue(message.contains("NCHW, NHWC, WHCN"), message);
        }
    }

    @Test
    void aShapeOfAnotherRankIsTheElementsFault() {
        assertEquals(
                "layout NCHW needs 2 to 4 dimensions, but the shape is [1, 2, 3, 4, 5] (5 dimensions)",
                fault(Layout.NCHW, BadDataException.Reason.BAD_SHAPE, 1, 2, 3, 4, 5));
        assertEquals(
                "layout HW needs 2 dimensions, but the shape is [3, 4, 5] (3 dimensions)",
                fault(Layout.HW, BadDataException.Reason.BAD_SHAPE, 3, 4, 5));
        fault(Layout.NHWC, BadDataException.Reason.BAD_SHAPE, 7);
        fault(Layout.WHCN, BadDataException.Reason.BAD_SHAPE);
    }

    @Test
    void everyIndexOfAnotherLetterIsAnElement() {
        int[] shape = {2, 3, 4, 1, 5};
        float[] values = new float[2 * 3 * 4 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Layout.Elements elements = Layout.parse("nhwck").elements(shape);
        assertEquals(10, elements.count());
        assertEquals(2, elements.batchSize());
        assertEquals("1/2", elements.name(7));
        assertEquals(1, elements.batchIndex(7));
        Tensor x = elements.element(values, 7);
        assertEquals("4×3×1", x.shapeText());
        // ((n*H + h)*W + w)*K + k
        assertEquals(((1 * 3 + 2) * 4 + 3) * 5 + 2, x.at(3, 2, 0));

        Layout.Elements frames = Layout.parse("NCTHW").elements(new int[] {2, 3, 4, 5, 6});
        assertEquals("1/3", frames.name(7));
        assertEquals("3", Layout.parse("NCTHW").elements(new int[] {3, 4, 5, 6}).name(3));
        assertEquals(
                "layout NHWCK needs 4 to 5 dimensions, but the shape is [3, 4, 5] (3 dimensions)",
                fault(Layout.parse("NHWCK"), BadDataException.Reason.BAD_SHAPE, 3, 4, 5));
    }

    @Test
    void aSizeOfZeroIsEmptyAndANegativeOneIsNoShape() {
        fault(Layout.NCHW, BadDataException.Reason.EMPTY, 0, 3, 4, 4);
        fault(Layout.NCHW, BadDataException.Reason.EMPTY, 3, 4, 0);
        fault(Layout.NCHW, BadDataException.Reason.BAD_SHAPE, 3, -4, 4);
    }

    @Test
    void aValueLargerThanAnArrayIsRefusedWithoutOverflow() {
        String message = fault(Layout.NCHW, BadDataException.Reason.BAD_SHAPE, 65536, 65536, 65536, 65536);
        assertTrue(message.contains("more than 2^31 - 9 numbers"), message);
        fault(Layout.HW, BadDataException.Reason.BAD_SHAPE, Integer.MAX_VALUE, 1);
        assertEquals(
                Integer.MAX_VALUE - 8,
                Layout.HW.elements(new int[] {1, Integer.MAX_VALUE - 8}).length());
    }

    @Test
    void anElementBeyondTheBatchIsADefect() {
        float[] values = new float[2 * 2 * 2];
        for (Layout layout : new Layout[] {Layout.NCHW, Layout.WHCN}) {
            Layout.Elements elements = layout.elements(new int[] {2, 1, 2, 2});
            assertThrows(RuntimeException.class, () -> elements.element(values, -1));
            assertThrows(RuntimeException.class, () -> elements.element(values, 2));
        }
    }

    private static String fault(Layout layout, BadDataException.Reason reason, int... shape) {
        BadDataException fault = assertThrows(BadDataException.class, () -> layout.elements(shape));
        assertEquals(reason, fault.reason());
        return fault.getMessage();
    }
}
