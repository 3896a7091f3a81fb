package org.visionheatmaps.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** What a task has measured, or several. */
public final class AuditPart {
    private final Profiles profiles;

    /**
     * @param columns that make groups
     */
    public AuditPart(List<String> columns) {
        this.profiles = new Profiles(columns);
    }

    public Profiles profiles() {
        return profiles;
    }

    /** This part as bytes. */
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        profiles.write(out);
        return out.toByteArray();
    }

    /**
     * Adds what another part wrote.
     *
     * @throws IllegalArgumentException if there are too many groups
     */
    public void add(byte[] encoded) {
        profiles.addFrom(ByteBuffer.wrap(encoded));
    }
}
