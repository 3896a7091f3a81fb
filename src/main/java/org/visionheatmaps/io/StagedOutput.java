package org.visionheatmaps.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * An output folder that appears whole or not at all: everything is written to a hidden folder beside it, {@code .<name>.staging-<run>},
 * and published at the end. A run that dies leaves the output as it was, or as the next run of the same output puts it back: opening
 * an output undoes what dead runs began to publish, and removes what they staged.
 *
 * <p>Where folders are renamed at once, a new output takes one rename, and replacing takes two. Adding, and everything on object
 * stores, goes file by file, without {@code _SUCCESS} meanwhile.
 */
public final class StagedOutput implements AutoCloseable {
    private static final int REMOVALS = 20;
    private static final long REMOVAL_PAUSE_MILLIS = 100;
    private static final String LEASE = "owner";

    private final Configuration configuration;
    private final Storage storage;
    private final Path target;
    private final Path staging;
    private final String run;
    private final String series;
    private final Publication publication;
    private Lease lease;

    private StagedOutput(Path target, String series, Storage storage, Configuration configuration) throws IOException {
        this.configuration = configuration;
        this.storage = storage;
        this.target = target;
        this.run = UUID.randomUUID().toString().substring(0, 8);
        if (target.getParent() == null) {
            throw new IOException("The output " + target + " is the root of its file system: name a folder in it");
        }
        this.series = series;
        this.staging = new Path(target.getParent(), stagingPrefix() + series + run);
        this.publication = new Publication(storage, target, staging);
    }

    /** Stages an output, after clearing up behind runs that died. Nothing is created yet. */
    public static StagedOutput open(String output, Configuration configuration) throws IOException {
        return open(output, "", configuration, Clock.systemUTC());
    }

    /**
     * Stages an output for one of a series of runs, of which no two run at once: others of the series are dead, and cleared up
     * behind without waiting for a sign of life.
     *
     * @param series a name that no other series has, such as that of a {@link Checkpoint}
     */
    public static StagedOutput open(String output, String series, Configuration configuration) throws IOException {
        return open(output, series + "-", configuration, Clock.systemUTC());
    }

    static StagedOutput open(String output, String series, Configuration configuration, Clock clock)
            throws IOException {
        Path given = new Path(output);
        Storage storage = Storage.of(given, configuration);
        StagedOutput staged = new StagedOutput(storage.qualified(given), series, storage, configuration);
        staged.clearUpBehindTheDead(clock);
        return staged;
    }

    private void clearUpBehindTheDead(Clock clock) throws IOException {
        Path parent = target.getParent();
        for (Storage.Entry sibling : storage.list(parent)) {
            Path stale = new Path(parent, sibling.name());
            if (sibling.isFolder()
                    && sibling.name().startsWith(stagingPrefix())
                    && (isOfSeries(sibling.name()) || Lease.isExpired(storage, new Path(stale, LEASE), clock))) {
                new Publication(storage, target, stale).undo();
                storage.delete(stale);
            }
        }
    }

    private boolean isOfSeries(String name) {
        return !series.isEmpty() && name.startsWith(stagingPrefix() + series);
    }

    private String stagingPrefix() {
        return "." + target.getName() + ".staging-";
    }

    /** Where the output will be. */
    public Path target() {
        return target;
    }

    /** The hidden folder. */
    public Path staging() {
        return staging;
    }

    /** What becomes the output. */
    public Path data() {
        return new Path(staging, Publication.DATA);
    }

    /** A folder beside the data for other things, such as files that are moved in at the end. */
    public Path aside(String name) {
        return new Path(staging, name);
    }

    /** A short name that no other run has. */
    public String run() {
        return run;
    }

    /** Whether there is something where the output will be. An empty folder is nothing. */
    public boolean targetExists() throws IOException {
        return storage.holdsSomething(target);
    }

    /** The names in an output folder, or none. */
    public static List<String> names(String output, Configuration configuration) throws IOException {
        Path folder = new Path(output);
        return Storage.of(folder, configuration).list(folder).stream()
                .map(Storage.Entry::name)
                .toList();
    }

    /** Makes the folder of the data. */
    public void begin() throws IOException {
        storage.makeFolder(data());
        storage.makeFolder(StagedParts.folder(staging));
        lease = new Lease(storage, new Path(staging, LEASE));
    }

    /** What tasks write in private. */
    public StagedParts parts() throws IOException {
        return new StagedParts(staging, configuration);
    }

    /** Writes a small text file into the data, or into a folder of it. */
    public void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a small file into the data, or into a folder of it. */
    public void write(String name, byte[] bytes) throws IOException {
        Path file = new Path(data(), name);
        storage.makeFolder(file.getParent());
        storage.write(file, bytes);
    }

    /** Whether the data has a file of a name. */
    public boolean holds(String name) throws IOException {
        return storage.exists(new Path(data(), name));
    }

    /** The text of a small file of the output, if it is there. */
    public Optional<String> published(String name) throws IOException {
        Path file = new Path(target, name);
        return storage.exists(file) ? Optional.of(storage.read(file)) : Optional.empty();
    }

    /** Moves a folder beside the data into it, if it is there. */
    public void moveIn(String asideName, String name) throws IOException {
        if (storage.exists(aside(asideName))) {
            storage.move(aside(asideName), new Path(data(), name));
        }
    }

    /** Puts the data where nothing is. */
    public void publishNew() throws IOException {
        requireLease();
        publication.create();
    }

    /** Puts the data in the place of what is there. */
    public void publishReplacing() throws IOException {
        requireLease();
        publication.replace();
    }

    /**
     * Adds the data to what is there. Files whose names start with {@code _} replace their namesakes.
     *
     * @throws java.nio.file.FileAlreadyExistsException before anything is moved, if another file stands in the way
     */
    public void publishAdding() throws IOException {
        requireLease();
        publication.add();
    }

    private void requireLease() throws IOException {
        if (!lease.isHeld()) {
            throw new IOException("Another run took this one for dead, since it did not stir for "
                    + Lease.EXPIRY.toMinutes() + " minutes, and removed " + staging);
        }
    }

    /** Removes everything that is staged; more than once, since tasks of a failed job may still be writing. */
    @Override
    public void close() throws IOException {
        if (lease != null) {
            lease.close();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                storage.delete(staging);
            } catch (IOException e) {
                if (attempt == REMOVALS) {
                    throw e;
                }
            }
            if (attempt == REMOVALS || !storage.exists(staging)) {
                return;
            }
            try {
                Thread.sleep(REMOVAL_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
