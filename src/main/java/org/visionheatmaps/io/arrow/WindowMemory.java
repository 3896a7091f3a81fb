package org.visionheatmaps.io.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory of a window that is used again for the next, even of another record batch. */
final class WindowMemory {
    private ByteBuffer memory = ByteBuffer.allocate(0);

    /** Exactly so many bytes, with anything in them; what was in the last ones is lost. */
    ByteBuffer room(int count) {
        if (memory.capacity() < count) {
            memory = ByteBuffer.allocate(count);
        }
        return memory.slice(0, count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
