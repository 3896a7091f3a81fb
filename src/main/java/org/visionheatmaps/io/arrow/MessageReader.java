package org.visionheatmaps.io.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.arrow.flatbuf.Message;

/** Reads the heads of messages: a mark, a length, and metadata in a flat buffer; the body follows. */
final class MessageReader {
    static final int CONTINUES = -1;
    /** What most messages' heads fit in, so that they take one request. */
    private static final int USUAL_HEAD = 4096;

    private final ArrowInput in;

    MessageReader(ArrowInput in) {
        this.in = in;
    }

    /**
     * A message and where it lies.
     *
     * @param message the metadata
     * @param block the place
     */
    record Found(Message message, ArrowFile.Block block) {}

    /** The message at a place of the file, or none at the end of a stream, whether it is marked or not. */
    Optional<Found> at(long offset) throws IOException {
        long left = in.length() - offset;
        if (left == 0) {
            return Optional.empty();
        }
        if (left < Integer.BYTES) {
            throw in.truncated("a message at byte " + offset + " needs 4 bytes at least");
        }
        ByteBuffer head = in.read(offset, (int) Math.min(USUAL_HEAD, left));
        int length = head.getInt();
        if (length == CONTINUES) {
            if (left < 2 * Integer.BYTES) {
                throw in.truncated("a message at byte " + offset + " needs 8 bytes at least");
            }
            length = head.getInt();
        }
        if (length == 0) {
            return Optional.empty();
        }
        int prefix = head.position();
        if (length < 0) {
            throw in.damaged("the message at byte " + offset + " would have " + length + " bytes of metadata");
        }
        if (left < prefix + (long) length) {
            throw in.truncated("the message at byte " + offset + " has " + length + " bytes of metadata");
        }
        if (head.remaining() < length) {
            head = in.read(offset + prefix, length);
        }
        ByteBuffer metadata = head.slice(head.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        Message message = Message.getRootAsMessage(metadata);
        if (message.bodyLength() < 0) {
            throw in.damaged(
                    "the message at byte " + offset + " would have a body of " + message.bodyLength() + " bytes");
        }
        return Optional.of(new Found(message, new ArrowFile.Block(offset, prefix + length, message.bodyLength())));
    }
}
