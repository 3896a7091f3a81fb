package org.visionheatmaps.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.audit.ProfileDocument;
import org.visionheatmaps.report.TrendRun;

/**
 * The runs of audits that a folder keeps.
 *
 * @param folder on any Hadoop file system
 * @param configuration of the file system
 */
public record AuditRuns(String folder, Configuration configuration) {
    /** Stands for the newest run whose verdict is clean. */
    public static final String LATEST_CLEAN = "latest-clean";

    private static final Comparator<Run> NEWEST_LAST = Comparator.<Run, String>comparing(
                    run -> run.manifest().started())
            .thenComparing(run -> run.manifest().run());

    /** A run: its folder, what it looked at, and what its rules said. */
    public record Run(String path, AuditManifest manifest, AuditVerdict verdict) {}

    /**
     * All runs, the newest last. Folders without a manifest and a verdict are none.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<Run> all() throws IOException {
        List<Run> runs = new ArrayList<>();
        for (FileStatus entry : entries()) {
            Path run = entry.getPath();
            if (entry.isDirectory()
                    && !run.getName().startsWith(".")
                    && exists(new Path(run, AuditVerdict.FILE_NAME))) {
                runs.add(new Run(
                        run.toString(),
                        AuditManifest.fromJson(read(new Path(run, AuditManifest.FILE_NAME))),
                        AuditVerdict.fromJson(read(new Path(run, AuditVerdict.FILE_NAME)))));
            }
        }
        runs.sort(NEWEST_LAST);
        return runs;
    }

    /**
     * The newest runs with what their elements were like, the newest last. Runs that cannot be read are left out.
     *
     * @param most how many
     */
    List<TrendRun> latest(int most) throws IOException {
        List<Run> runs;
        try {
            runs = all();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        List<TrendRun> latest = new ArrayList<>();
        for (Run run : runs.subList(Math.max(0, runs.size() - most), runs.size())) {
            Path summary = new Path(run.path(), AuditSummary.FILE_NAME);
            try {
                latest.add(new TrendRun(
                        run.manifest(), run.verdict(), exists(summary) ? AuditSummary.fromJson(read(summary)) : null));
            } catch (IllegalArgumentException e) {
                latest.add(new TrendRun(run.manifest(), run.verdict(), null));
            }
        }
        return latest;
    }

    private FileStatus[] entries() throws IOException {
        try {
            return fileSystem(new Path(folder)).listStatus(new Path(folder));
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /**
     * What to compare with.
     *
     * @param given {@value #LATEST_CLEAN}, the name of a run in this folder, the folder of a run elsewhere, or a file of histograms
     * @return nothing if there is no clean run yet
     * @throws IllegalArgumentException if there is no such run or file, or it is something else
     * @throws IOException if it cannot be read
     */
    public Optional<Baseline> baseline(String given) throws IOException {
        if (given.equals(LATEST_CLEAN)) {
            List<Run> clean = all().stream()
                    .filter(run -> run.verdict().status().equals(AuditVerdict.CLEAN))
                    .toList();
            return clean.isEmpty()
                    ? Optional.empty()
                    : Optional.of(baseline(
                            clean.get(clean.size() - 1).manifest().run(),
                            new Path(clean.get(clean.size() - 1).path(), ProfileDocument.FILE_NAME)));
        }
        for (Path candidate : List.of(
                new Path(new Path(folder, given), ProfileDocument.FILE_NAME),
                new Path(given, ProfileDocument.FILE_NAME),
                new Path(given))) {
            if (exists(candidate)
                    && !fileSystem(candidate).getFileStatus(candidate).isDirectory()) {
                return Optional.of(baseline(given, candidate));
            }
        }
        throw new IllegalArgumentException("There is no baseline '" + given + "': give " + LATEST_CLEAN
                + ", the name of a run in " + folder + ", the folder of a run, or a file " + ProfileDocument.FILE_NAME);
    }

    private Baseline baseline(String name, Path file) throws IOException {
        try {
            return new Baseline(name, ProfileDocument.fromJson(read(file)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The baseline " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private FileSystem fileSystem(Path path) throws IOException {
        return path.getFileSystem(configuration);
    }

    private boolean exists(Path path) throws IOException {
        return fileSystem(path).exists(path);
    }

    private String read(Path file) throws IOException {
        try (InputStream in = fileSystem(file).open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
