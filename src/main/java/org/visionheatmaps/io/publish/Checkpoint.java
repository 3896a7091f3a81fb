package org.visionheatmaps.io.publish;

import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.file.Storage;

/**
 * What a series of runs remembers, in a folder of its own: a head that says what the series is, and a file for each batch that was
 * done, numbered from 0. One run at a time has it open.
 *
 * <p>A batch is planned before it is worked on, and committed when its work is published. Both are one rename of a file that is
 * whole. A run that is killed leaves a plan, and whoever comes next looks into the output whether the plan was carried out.
 */
public final class Checkpoint implements AutoCloseable {
    private static final String HEAD = "checkpoint.json";
    private static final String OWNER = "owner";
    private static final String BATCHES = "batches";
    private static final String PLAN = "plan.json";
    private static final Pattern BATCH = Pattern.compile("(\\d{6,})\\.json");

    private final Storage storage;
    private final Path folder;
    private final Lease lease;

    private Checkpoint(Storage storage, Path folder, Lease lease) {
        this.storage = storage;
        this.folder = folder;
        this.lease = lease;
    }

    /**
     * Opens a checkpoint, or makes it.
     *
     * @throws IOException if another run has it open, or the file system fails
     */
    public static Checkpoint open(String path, Configuration configuration) throws IOException {
        Path given = new Path(path);
        Storage storage = Storage.of(given, configuration);
        Path folder = storage.qualified(given);
        requireOurs(storage, folder);
        storage.makeFolder(folder);
        try {
            Lease lease = Lease.take(storage, new Path(folder, OWNER), Clock.systemUTC());
            return new Checkpoint(storage, folder, lease);
        } catch (Lease.HeldException e) {
            throw new IOException(
                    "Another run (" + e.getMessage() + ") works with the checkpoint " + folder
                            + ": wait for it. If it died on another host, in another container, or before this machine"
                            + " started, its claim ends when it has not stirred for "
                            + Lease.EXPIRY.toMinutes() + " minutes",
                    e);
        }
    }

    /** Nothing of anybody else's is taken for a plan or a claim, which are removed in the end. */
    private static void requireOurs(Storage storage, Path folder) throws IOException {
        boolean isBegun = storage.exists(new Path(folder, HEAD));
        for (Storage.Entry entry : storage.list(folder)) {
            boolean isPlan = entry.name().equals(PLAN) || entry.name().equals(BATCHES);
            if (isPlan && !isBegun || entry.name().equals(OWNER) && !Lease.isOne(storage, new Path(folder, OWNER))) {
                throw new IOException("The folder " + folder + " is no checkpoint, but has something called "
                        + entry.name() + ": choose another, which need not exist");
            }
        }
    }

    /** Where it is, with its file system. */
    public Path folder() {
        return folder;
    }

    /** What the series is, unless the checkpoint is new. */
    public Optional<String> head() throws IOException {
        return text(new Path(folder, HEAD));
    }

    /** Says what the series is. */
    public void begin(String head) throws IOException {
        storage.writeWhole(new Path(folder, HEAD), head);
    }

    /**
     * What was planned of each batch that was committed, by number.
     *
     * @throws IOException if a batch in between is missing, or the file system fails
     */
    public List<String> committed() throws IOException {
        Path batches = new Path(folder, BATCHES);
        Set<String> names = new HashSet<>();
        for (Storage.Entry entry : storage.list(batches)) {
            Matcher batch = BATCH.matcher(entry.name());
            if (batch.matches()) {
                names.add(entry.name());
            }
        }
        for (int number = 0; number < names.size(); number++) {
            if (!names.contains(name(number))) {
                throw new IOException("The checkpoint " + folder + " has " + names.size() + " batches, but no "
                        + name(number) + " among them: somebody has removed it");
            }
        }
        String[] texts = new String[names.size()];
        storage.each(texts.length, number -> texts[number] = storage.read(batch(number)));
        return Arrays.asList(texts);
    }

    /** What a run that died was about to do, or had done, if its batch is not committed. */
    public Optional<String> planned() throws IOException {
        return text(plan());
    }

    /** Says what is about to be done. */
    public void plan(String text) throws IOException {
        requireHeld();
        storage.writeWhole(plan(), text);
    }

    /** Says that what was planned is done: from now on it is the batch of this number. */
    public void commit(int number) throws IOException {
        requireHeld();
        storage.makeFolder(new Path(folder, BATCHES));
        storage.move(plan(), batch(number));
    }

    /** Says that what was planned will not be done. */
    public void dropPlan() throws IOException {
        requireHeld();
        storage.delete(plan());
    }

    private void requireHeld() throws IOException {
        if (!lease.isHeld()) {
            throw new IOException("Another run took this one for dead, since it did not stir for "
                    + Lease.EXPIRY.toMinutes() + " minutes, and works with the checkpoint " + folder);
        }
    }

    private Path plan() {
        return new Path(folder, PLAN);
    }

    private Path batch(int number) {
        return new Path(new Path(folder, BATCHES), name(number));
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "%06d.json", number);
    }

    private Optional<String> text(Path file) throws IOException {
        return storage.exists(file) ? Optional.of(storage.read(file)) : Optional.empty();
    }

    /** Lets the next run have it. */
    @Override
    public void close() throws IOException {
        lease.release();
    }
}
