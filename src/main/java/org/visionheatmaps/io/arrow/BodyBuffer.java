package org.visionheatmaps.io.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one buffer of a record batch, as they are once decompressed, a window at a time. */
interface BodyBuffer {
    /** How many there are. */
    long length() throws IOException;

    /**
     * Some of the bytes, little-endian, from position 0 on. They hold until the next call.
     *
     * @throws IOException if the buffer does not have them
     */
    ByteBuffer bytes(long from, long count) throws IOException;
}
