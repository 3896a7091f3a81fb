package org.visionheatmaps.io.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.visionheatmaps.tensor.HeapLimit;

/** Memory of a window that is used again for the next, even of another record batch. */
final class WindowMemory {
    private byte[] memory = {};

    /** Exactly so many bytes, with anything in them; what was in the last ones is lost. */
    ByteBuffer room(int count) {
        return ByteBuffer.wrap(array(count)).slice(0, count).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The memory itself, with room for so many bytes: what was in it is in it, unless it was too small. */
    byte[] array(int count) {
        if (memory.length < count) {
            memory = HeapLimit.bytes(count);
        }
        return memory;
    }

    /** The memory itself, with room for so many bytes behind those that were written to it. */
    byte[] grown(int count, int written) {
        if (memory.length < count) {
            byte[] larger = HeapLimit.bytes(count);
            System.arraycopy(memory, 0, larger, 0, written);
            memory = larger;
        }
        return memory;
    }
}
