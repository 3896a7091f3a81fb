package org.visionheatmaps.spark.run;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.visionheatmaps.io.file.FileVersion;

/** The rows that tasks have read of each file, with the version of the file that Spark has listed. */
public final class FileCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<String, Count> byFile = new TreeMap<>();
    private transient Count last;
    private transient String lastFile;

    private static final class Count implements Serializable {
        private static final long serialVersionUID = 1L;

        private final long bytes;
        private final long modified;
        private long rows;

        Count(long bytes, long modified) {
            this.bytes = bytes;
            this.modified = modified;
        }
    }

    /** Counts a row of a file, as Spark has listed the file. */
    void see(String file, long bytes, long modified) {
        if (!file.equals(lastFile)) {
            last = byFile.computeIfAbsent(file, any -> new Count(bytes, modified));
            lastFile = file;
        }
        last.rows++;
    }

    public void add(FileCounts other) {
        for (Map.Entry<String, Count> count : other.byFile.entrySet()) {
            Count from = count.getValue();
            byFile.computeIfAbsent(count.getKey(), any -> new Count(from.bytes, from.modified)).rows += from.rows;
        }
    }

    /** The rows of a file. */
    public long rows(String file) {
        Count count = byFile.get(file);
        return count == null ? 0 : count.rows;
    }

    /** The files that rows came from, as Spark has listed them. */
    public Map<String, FileVersion> versions() {
        Map<String, FileVersion> versions = new TreeMap<>();
        byFile.forEach((file, count) -> versions.put(file, new FileVersion(count.bytes, count.modified, null)));
        return versions;
    }
}
