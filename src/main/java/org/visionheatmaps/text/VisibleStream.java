package org.visionheatmaps.text;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream of UTF-8 to a terminal, in which only line ends and tabs steer: every other character that {@link VisibleText} escapes is
 * escaped here as well. It is the last door for what other libraries log.
 */
public final class VisibleStream extends FilterOutputStream {
    private static final int CARRIAGE_RETURN = '\r';
    /** Where the sequences of U+0080 to U+00BF and of U+2000 to U+2FFF begin. */
    private static final int LATIN_LEAD = 0xC2;

    private static final int PUNCTUATION_LEAD = 0xE2;

    /** The beginning of a character that may have to be escaped. */
    private final byte[] begun = new byte[2];

    private int length;

    public VisibleStream(OutputStream out) {
        super(out);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        ByteArrayOutputStream visible = new ByteArrayOutputStream(count + 16);
        for (int i = offset; i < offset + count; i++) {
            add(bytes[i] & 0xFF, visible);
        }
        visible.writeTo(out);
    }

    private void add(int b, ByteArrayOutputStream visible) {
        if (length == 0) {
            begin(b, visible);
            return;
        }
        int lead = begun[0] & 0xFF;
        boolean isCrLf = lead == CARRIAGE_RETURN && b == '\n';
        boolean continues = lead != CARRIAGE_RETURN && b >= 0x80 && b < 0xC0;
        if (continues && lead == PUNCTUATION_LEAD && length == 1) {
            begun[length++] = (byte) b;
        } else if (isCrLf) {
            length = 0;
            visible.write(CARRIAGE_RETURN);
            visible.write(b);
        } else if (continues) {
            int high = lead == LATIN_LEAD ? 0x80 : 0x2000 + ((begun[1] & 0x3F) << 6);
            char c = (char) (high + (b & 0x3F));
            length = 0;
            visible.writeBytes(VisibleText.of(String.valueOf(c)).getBytes(StandardCharsets.UTF_8));
        } else {
            end(visible);
            begin(b, visible);
        }
    }

    private void begin(int b, ByteArrayOutputStream visible) {
        if (b == CARRIAGE_RETURN || b == LATIN_LEAD || b == PUNCTUATION_LEAD) {
            begun[length++] = (byte) b;
        } else if (b < 0x80 && b != '\n' && b != '\t' && VisibleText.steers((char) b)) {
            visible.writeBytes(VisibleText.escape((char) b).getBytes(StandardCharsets.US_ASCII));
        } else {
            visible.write(b);
        }
    }

    /** What was begun and does not go on. */
    private void end(ByteArrayOutputStream visible) {
        if (begun[0] == CARRIAGE_RETURN) {
            visible.writeBytes(VisibleText.escape('\r').getBytes(StandardCharsets.US_ASCII));
        } else {
            visible.write(begun, 0, length);
        }
        length = 0;
    }

    @Override
    public synchronized void close() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        if (length > 0) {
            end(rest);
        }
        rest.writeTo(out);
        super.close();
    }
}
