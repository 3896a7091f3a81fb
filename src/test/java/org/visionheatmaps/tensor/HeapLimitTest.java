package org.visionheatmaps.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.tensor.BadDataException.Reason;

@Tag("fast")
class HeapLimitTest {
    @Test
    void anArrayThatIsLargerThanTheHeapIsAFaultThatSaysItsBytes() {
        BadDataException fault = assertThrows(BadDataException.class, () -> HeapLimit.doubles(Integer.MAX_VALUE - 8));
        assertEquals(Reason.TOO_LARGE, fault.reason());
        assertTrue(fault.getMessage().contains("needs " + (Integer.MAX_VALUE - 8) * 8L + " bytes"), fault.getMessage());
        assertTrue(fault.getMessage().contains("raise spark.executor.memory"), fault.getMessage());
    }

    @Test
    void workThatFillsTheHeapIsAFaultAndLeavesTheHeapFree() {
        BadDataException fault =
                assertThrows(BadDataException.class, () -> HeapLimit.guard(HeapLimitTest::fillTheHeap));
        assertEquals(Reason.TOO_LARGE, fault.reason());
        assertEquals(1 << 20, HeapLimit.bytes(1 << 20).length);
    }

    @Test
    void aFaultMayHaveTheWordsOfItsCaller() {
        BadDataException fault = assertThrows(
                BadDataException.class,
                () -> HeapLimit.guard(
                        HeapLimitTest::fillTheHeap, e -> new BadDataException(Reason.BAD_IMAGE, "a photograph", e)));
        assertEquals(Reason.BAD_IMAGE, fault.reason());
        assertEquals("a photograph", fault.getMessage());
    }

    private static int fillTheHeap() {
        List<long[]> all = new ArrayList<>();
        while (true) {
            all.add(new long[Integer.MAX_VALUE / 8]);
        }
    }
}
