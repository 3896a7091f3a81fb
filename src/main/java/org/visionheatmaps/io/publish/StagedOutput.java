package org.visionheatmaps.io.publish;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.visionheatmaps.io.file.Storage;

/**
 * An output folder that changes whole or not at all for readers who wait for {@code _SUCCESS}: everything is written to a staging folder
 * in it, {@code .vision-heatmaps-<run>}, which readers skip, and moved to its place at the end. Nothing outside the output is listed,
 * moved or removed.
 *
 * <p>A run that dies leaves the output as it was, or as the next run of the same output puts it back: opening an output undoes what
 * abandoned runs of the same user began to publish, and removes what they staged. Staging folders of other users are left alone.
 */
public final class StagedOutput implements AutoCloseable {
    private static final int REMOVALS = 20;
    private static final long REMOVAL_PAUSE_MILLIS = 100;
    static final String LEASE = "owner";

    private static final Logger LOG = LogManager.getLogger(StagedOutput.class);

    /** What is done while no other run publishes to the output. */
    private interface Change {
        void make() throws IOException;
    }

    private final Configuration configuration;
    private final Storage storage;
    private final Path target;
    private final Path staging;
    private final String run;
    private final String series;
    private final Clock clock;
    private final Publication publication;
    private Lease lease;
    private boolean isTargetNew;

    private StagedOutput(Path target, String series, Storage storage, Configuration configuration, Clock clock)
            throws IOException {
        this.configuration = configuration;
        this.storage = storage;
        this.target = target;
        this.clock = clock;
        this.run = UUID.randomUUID().toString().substring(0, 8);
        if (target.getParent() == null) {
            throw new IOException("The output " + target + " is the root of its file system: name a folder in it");
        }
        this.series = series;
        this.staging = new Path(target, OutputName.staging(series, run));
        if (!OutputName.isStagingFolder(staging.getName())) {
            throw new IllegalArgumentException(
                    "The name of a series needs letters and digits, but got '" + series + "'");
        }
        this.publication = new Publication(storage, target, staging);
    }

    /** Stages an output, after undoing and removing what abandoned runs left. Nothing is created yet. */
    public static StagedOutput open(String output, Configuration configuration) throws IOException {
        return open(output, "", configuration, Clock.systemUTC());
    }

    /**
     * Stages an output for one of a series of runs, of which no two run at once: others of the series are abandoned, and are removed
     * without waiting for a heartbeat.
     *
     * @param series a name that no other series has, such as that of a {@link Checkpoint}: letters and digits
     */
    public static StagedOutput open(String output, String series, Configuration configuration) throws IOException {
        return open(output, series, configuration, Clock.systemUTC());
    }

    static StagedOutput open(String output, String series, Configuration configuration, Clock clock)
            throws IOException {
        Path given = new Path(output);
        Storage storage = Storage.of(given, configuration);
        StagedOutput staged = new StagedOutput(storage.qualified(given), series, storage, configuration, clock);
        staged.removeAbandoned();
        return staged;
    }

    private void removeAbandoned() throws IOException {
        for (Path other : otherStaging()) {
            if (isOfSeries(other.getName()) || isExpired(other, LEASE)) {
                Publication abandoned = new Publication(storage, target, other);
                if (abandoned.isBegun()) {
                    alone(abandoned::undo);
                }
                abandoned.remove();
            }
        }
        if (storage.isFolder(target) && storage.exists(publishing()) && isExpired(target, OutputName.PUBLISHING)) {
            alone(() -> {});
        }
    }

    /** The staging folders of other runs of this user. The user is who owns the folder that this run makes. */
    private List<Path> otherStaging() throws IOException {
        if (!storage.isFolder(target)) {
            return List.of();
        }
        List<Path> others = storage.list(target).stream()
                .filter(entry -> entry.isFolder() && OutputName.isStagingFolder(entry.name()))
                .map(entry -> new Path(target, entry.name()))
                .filter(path -> !path.equals(staging))
                .toList();
        if (others.isEmpty()) {
            return others;
        }
        storage.makeFolder(staging);
        String user = storage.owner(staging);
        if (lease == null) {
            storage.deleteEmpty(staging);
        }
        List<Path> ours = new ArrayList<>();
        for (Path other : others) {
            try {
                String owner = storage.owner(other);
                if (owner.equals(user)) {
                    ours.add(other);
                } else {
                    LOG.warn(
                            "The staging folder {} is left alone: it belongs to {}, and this run to {}",
                            other,
                            owner,
                            user);
                }
            } catch (NoSuchFileException | FileNotFoundException e) {
                LOG.debug("Another run removed {} meanwhile", other, e);
            }
        }
        return ours;
    }

    private boolean isExpired(Path folder, String name) throws IOException {
        try {
            return Lease.isExpired(storage, new Path(folder, name), clock);
        } catch (NoSuchFileException | FileNotFoundException e) {
            // Another run removes it at this moment.
            return false;
        }
    }

    private Path publishing() {
        return new Path(target, OutputName.PUBLISHING);
    }

    private boolean isOfSeries(String name) {
        return !series.isEmpty() && name.startsWith(OutputName.staging(series, ""));
    }

    /** Makes a change while no other run publishes. */
    private void alone(Change change) throws IOException {
        Lease publishing = Lease.await(storage, publishing(), clock);
        try {
            change.make();
        } finally {
            publishing.release();
        }
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
        Optional<Storage.Entry> found = storage.find(target);
        return found.isPresent()
                && (!found.get().isFolder()
                        || !Publication.entries(storage, target).isEmpty());
    }

    /** The names in an output folder, or none; without staging. */
    public static List<String> names(String output, Configuration configuration) throws IOException {
        Path folder = new Path(output);
        return Publication.entries(Storage.of(folder, configuration), folder).stream()
                .map(Storage.Entry::name)
                .toList();
    }

    /** Makes the folder of the data. */
    public void begin() throws IOException {
        Optional<Storage.Entry> found = storage.find(target);
        if (found.isPresent() && !found.get().isFolder()) {
            throw new IOException("The output " + target + " is a file: name a folder");
        }
        isTargetNew = found.isEmpty();
        storage.makeFolder(staging);
        lease = new Lease(storage, new Path(staging, LEASE));
        makeFolders();
    }

    /** Removes what was staged since the beginning. */
    public void restart() throws IOException {
        for (Storage.Entry entry : storage.list(staging)) {
            if (!entry.name().equals(LEASE)) {
                storage.delete(new Path(staging, entry.name()));
            }
        }
        makeFolders();
    }

    private void makeFolders() throws IOException {
        storage.makeFolder(data());
        storage.makeFolder(StagedParts.folder(staging));
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

    /** Begins a file of the data that is written bit by bit. */
    public OutputStream create(String name) throws IOException {
        return storage.create(new Path(data(), name));
    }

    /** Whether the data has a file or folder. */
    public boolean exists(String name) throws IOException {
        return storage.exists(new Path(data(), name));
    }

    /** Removes a file or folder of the data. */
    public void delete(String name) throws IOException {
        storage.delete(new Path(data(), name));
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

    /**
     * Puts the data where nothing is.
     *
     * @param last names that appear last, in this order: who sees the last one sees everything
     */
    public void publishNew(String... last) throws IOException {
        publish(() -> publication.create(List.of(last)));
    }

    /** Puts the data in the place of what is there. */
    public void publishReplacing() throws IOException {
        publish(publication::replace);
    }

    /**
     * Adds the data to what is there. Files about the output as a whole, whose names are {@link OutputName#isReserved reserved}, replace
     * their namesakes.
     *
     * @throws java.nio.file.FileAlreadyExistsException before anything is moved, if another file stands in the way
     */
    public void publishAdding() throws IOException {
        publish(publication::add);
    }

    private void publish(Change change) throws IOException {
        alone(() -> {
            requireLease();
            for (Path other : otherStaging()) {
                // Whoever began to publish and does not have the lease to do so has abandoned it.
                new Publication(storage, target, other).undo();
            }
            change.make();
        });
    }

    private void requireLease() throws IOException {
        if (!lease.isHeld()) {
            throw new IOException("Another run took this one for abandoned, since it had no heartbeat for "
                    + Lease.EXPIRY.toMinutes() + " minutes, and removed " + staging);
        }
    }

    /**
     * Removes everything that is staged; more than once, since tasks of a failed job may still be writing. What could not be undone
     * stays for the next run.
     */
    @Override
    public void close() throws IOException {
        if (lease != null) {
            lease.close();
        }
        if (publication.isBegun()) {
            LOG.warn("The output {} is half published: the next run to it undoes that, with {}", target, staging);
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                publication.remove();
            } catch (IOException e) {
                if (attempt == REMOVALS) {
                    throw e;
                }
            }
            if (attempt == REMOVALS || !storage.exists(staging)) {
                break;
            }
            try {
                Thread.sleep(REMOVAL_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (isTargetNew) {
            storage.deleteEmpty(target);
        }
    }
}
