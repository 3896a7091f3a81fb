package org.visionheatmaps.spark.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
     * A folder that looks like a run and cannot be read as one.
     *
     * @param path the folder
     * @param reason in words
     */
    public record LeftOut(String path, String reason) {}

    /**
     * The runs of a folder.
     *
     * @param runs the newest last
     * @param leftOut what cannot be read, by path
     */
    public record Kept(List<Run> runs, List<LeftOut> leftOut) {
        public Kept {
            runs = List.copyOf(runs);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * All runs. Folders with neither a manifest nor a verdict are none; one that lacks either, or has it damaged, is left out and named.
     *
     * @throws IOException if the folder cannot be listed
     */
    public Kept all() throws IOException {
        List<Run> runs = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (FileStatus entry : entries()) {
            Path run = entry.getPath();
            if (!entry.isDirectory() || run.getName().startsWith(".")) {
                continue;
            }
            try {
                if (exists(new Path(run, AuditManifest.FILE_NAME)) || exists(new Path(run, AuditVerdict.FILE_NAME))) {
                    runs.add(open(run));
                }
            } catch (IllegalArgumentException | IOException e) {
                leftOut.add(new LeftOut(run.toString(), String.valueOf(e.getMessage())));
            }
        }
        runs.sort(NEWEST_LAST);
        leftOut.sort(Comparator.comparing(LeftOut::path));
        return new Kept(runs, leftOut);
    }

    private Run open(Path run) throws IOException {
        AuditManifest manifest = document(run, AuditManifest.FILE_NAME, AuditManifest::fromJson);
        AuditVerdict verdict = document(run, AuditVerdict.FILE_NAME, AuditVerdict::fromJson);
        return new Run(run.toString(), manifest, verdict);
    }

    /** A document of a run, which is there. */
    private <T> T document(Path run, String name, Function<String, T> reader) throws IOException {
        Path file = new Path(run, name);
        if (!exists(file)) {
            throw new IllegalArgumentException("it has no " + name);
        }
        try {
            return reader.apply(read(file));
        } catch (IllegalArgumentException | IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(name + ": " + reason, e);
        }
    }

    /**
     * The newest runs with what their elements were like, the newest last; null for those whose summary cannot be read.
     *
     * @param most how many
     */
    List<TrendRun> latest(Kept kept, int most) {
        List<TrendRun> latest = new ArrayList<>();
        List<Run> runs = kept.runs();
        for (Run run : runs.subList(Math.max(0, runs.size() - most), runs.size())) {
            AuditSummary summary;
            try {
                summary = document(new Path(run.path()), AuditSummary.FILE_NAME, AuditSummary::fromJson);
            } catch (IllegalArgumentException | IOException e) {
                summary = null;
            }
            latest.add(new TrendRun(run.manifest(), run.verdict(), summary));
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
            List<Run> clean = all().runs().stream()
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
