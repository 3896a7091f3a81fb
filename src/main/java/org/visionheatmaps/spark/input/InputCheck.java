package org.visionheatmaps.spark.input;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.io.file.InputSnapshot;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.spark.run.FileCounts;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.ReadCheck;
import org.visionheatmaps.spark.run.Tally;

/**
 * Settles on the driver, before anything is published, that a job has read its input: all rows, and of one version of each file.
 *
 * @param files by path, as their footers and indexes are
 * @param isCounted whether every row must have been read; not with a predicate, which leaves out rows on purpose
 * @param snapshots the versions of all files that the job reads
 * @param configuration of their file systems
 */
public record InputCheck(
        Map<String, CountedFile> files, boolean isCounted, List<InputSnapshot> snapshots, Configuration configuration)
        implements ReadCheck {
    private static final int MAX_NAMED = 5;

    /**
     * Fails unless all rows were read, of the versions that footers and indexes are of.
     *
     * @throws JobFailedException naming the files
     */
    @Override
    public void requireRead(Tally tally) {
        FileCounts read = tally.files();
        try {
            for (Map.Entry<String, FileVersion> file : read.versions().entrySet()) {
                CountedFile known = files.get(file.getKey());
                if (known != null) {
                    known.version().requireSame(file.getKey(), file.getValue());
                }
            }
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
        if (!isCounted) {
            return;
        }
        List<String> incomplete = new ArrayList<>();
        files.forEach((path, file) -> {
            if (read.rows(path) != file.rows()) {
                incomplete.add(read.rows(path) + " of the " + file.rows() + " rows of " + path);
            }
        });
        if (!incomplete.isEmpty()) {
            throw new JobFailedException("Not all rows of the input were read: "
                    + String.join(", ", incomplete.subList(0, Math.min(MAX_NAMED, incomplete.size())))
                    + (incomplete.size() > MAX_NAMED ? " and " + (incomplete.size() - MAX_NAMED) + " other files" : "")
                    + ". Nothing was published. Look for damage with the command audit, or read the files without it");
        }
    }

    /**
     * Fails if a file of the input was replaced, rewritten or removed since it was listed.
     *
     * @throws JobFailedException naming the file
     */
    @Override
    public void requireUnchanged() {
        try {
            for (InputSnapshot snapshot : snapshots) {
                snapshot.requireUnchanged(configuration);
            }
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    /**
     * Fails if files are not as a listing before this one had them.
     *
     * @throws JobFailedException naming the file
     */
    public void requireAsListed(List<FileBatch.TakenFile> listed) {
        for (FileBatch.TakenFile file : listed) {
            CountedFile now = files.get(file.path());
            if (now != null) {
                FileVersion before = new FileVersion(
                        file.bytes(), Instant.parse(file.modified()).toEpochMilli(), null);
                try {
                    before.requireSame(file.path(), now.version());
                } catch (IOException e) {
                    throw JobFailedException.of(e);
                }
            }
        }
    }
}
