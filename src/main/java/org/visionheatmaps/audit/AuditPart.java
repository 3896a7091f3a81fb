package org.visionheatmaps.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.stats.VarInt;

/** What a task has measured, or several: profiles, and how many rows each file gave. */
public final class AuditPart {
    private final Profiles profiles;
    private final SortedMap<String, Long> rowsByFile = new TreeMap<>();

    /**
     * @param columns that make groups
     */
    public AuditPart(List<String> columns) {
        this.profiles = new Profiles(columns);
    }

    public Profiles profiles() {
        return profiles;
    }

    /** Rows by file. */
    public SortedMap<String, Long> rowsByFile() {
        return rowsByFile;
    }

    /** Counts a row. */
    public void row(String file) {
        rowsByFile.merge(file, 1L, Long::sum);
    }

    /** This part as bytes. */
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VarInt.write(out, rowsByFile.size());
        rowsByFile.forEach((file, rows) -> {
            Texts.write(out, file);
            VarInt.write(out, rows);
        });
        profiles.write(out);
        return out.toByteArray();
    }

    /**
     * Adds what another part wrote.
     *
     * @throws IllegalArgumentException if there are too many groups
     */
    public void add(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        for (long left = VarInt.read(in); left > 0; left--) {
            String file = Texts.read(in);
            rowsByFile.merge(file, VarInt.read(in), Long::sum);
        }
        profiles.addFrom(in);
    }
}
