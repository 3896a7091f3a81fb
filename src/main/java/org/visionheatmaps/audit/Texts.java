package org.visionheatmaps.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.visionheatmaps.stats.VarInt;

/** Texts, or null, as bytes. */
final class Texts {
    private Texts() {}

    static void write(ByteArrayOutputStream out, String text) {
        if (text == null) {
            VarInt.write(out, 0);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        VarInt.write(out, bytes.length + 1);
        out.write(bytes, 0, bytes.length);
    }

    static String read(ByteBuffer in) {
        int length = (int) VarInt.read(in) - 1;
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
