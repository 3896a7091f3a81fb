package org.visionheatmaps.io.publish;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.visionheatmaps.io.file.Storage;

/**
 * Says that a run is alive: a file with the run's process and a token of its own that is written again every minute. A run is abandoned if
 * its process would be seen from here and is gone, or if it has not written for ten minutes, wherever it was.
 */
final class Lease implements AutoCloseable {
    static final Duration EXPIRY = Duration.ofMinutes(10);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** How long a run waits for another one's lease. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final long PAUSE_MILLIS = 500;

    private static final String DEAD = ".dead-";

    private static final Logger LOG = LogManager.getLogger(Lease.class);

    private final Storage storage;
    private final Path file;
    private final String owner = RunningProcess.current().text() + "\n" + UUID.randomUUID();
    private final ScheduledFuture<?> renewing;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "vision-heatmaps-lease");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Takes a lease that is free.
     *
     * @throws HeldException if another run holds it
     */
    Lease(Storage storage, Path file) throws IOException {
        this.storage = storage;
        this.file = file;
        try (OutputStream out = storage.create(file)) {
            out.write(owner.getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            throw new HeldException(storage.read(file), e);
        }
        renewing =
                timer.scheduleWithFixedDelay(this::renew, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Takes a lease that is free, or whose run no longer renews it.
     *
     * @throws HeldException if another run holds it and may be alive
     */
    static Lease take(Storage storage, Path file, Clock clock) throws IOException {
        if (storage.exists(file)) {
            String judged = storage.read(file);
            if (!isExpired(storage, file, clock)) {
                throw new HeldException(judged, null);
            }
            // Two runs may find the same expired lease; only one of them moves what both have read.
            Path dead = file.suffix(DEAD + UUID.randomUUID());
            storage.move(file, dead);
            if (!storage.read(dead).equals(judged)) {
                storage.move(dead, file);
                throw new HeldException(judged, null);
            }
        }
        Lease taken = new Lease(storage, file);
        for (Storage.Entry sibling : storage.list(file.getParent())) {
            if (sibling.name().startsWith(file.getName() + DEAD)) {
                storage.delete(new Path(file.getParent(), sibling.name()));
            }
        }
        return taken;
    }

    /**
     * Takes a lease as soon as it is free or its run no longer renews it.
     *
     * @throws IOException if another run holds it for an hour
     */
    static Lease await(Storage storage, Path file, Clock clock) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (boolean isFirst = true; ; isFirst = false) {
            try {
                return take(storage, file, clock);
            } catch (NoSuchFileException | FileNotFoundException e) {
                LOG.debug("Another run gave back {} meanwhile", file, e);
            } catch (HeldException e) {
                if (isFirst) {
                    LOG.warn("Waiting for another run ({}) that has {}", e.getMessage(), file);
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "Another run (" + e.getMessage() + ") has " + file + " since " + PATIENCE.toMinutes()
                                    + " minutes: if no run writes to this output, remove the file",
                            e);
                }
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while waiting for " + file);
            }
        }
    }

    /** Another run holds the lease. */
    static final class HeldException extends IOException {
        private static final long serialVersionUID = 1L;

        private HeldException(String owner, Throwable cause) {
            super(owner.lines().limit(2).collect(Collectors.joining(", process ", "host ", "")), cause);
        }
    }

    private synchronized void renew() {
        try {
            if (isHeld()) {
                storage.write(file, owner);
            }
        } catch (IOException e) {
            // The next minute may be better; ten in a row are too many, and then the run does not publish.
        }
    }

    /** Whether no other run has taken this lease over. */
    synchronized boolean isHeld() throws IOException {
        return storage.exists(file) && storage.read(file).equals(owner);
    }

    /** Whether a run made a file, or may have begun to; no other run made one that is gone by now. */
    static boolean isOne(Storage storage, Path file) throws IOException {
        try {
            String text = storage.read(file);
            return text.isEmpty() || RunningProcess.of(text).isPresent();
        } catch (NoSuchFileException | FileNotFoundException e) {
            return true;
        }
    }

    /** Whether the run that wrote a lease is abandoned. */
    static boolean isExpired(Storage storage, Path file, Clock clock) throws IOException {
        long written = storage.writtenAt(file);
        if (written == 0) {
            written = storage.writtenAt(file.getParent());
        } else {
            Optional<RunningProcess> owner =
                    RunningProcess.of(storage.read(file)).filter(RunningProcess::isNear);
            if (owner.isPresent()) {
                return !owner.get().isAlive();
            }
        }
        return clock.millis() - written > EXPIRY.toMillis();
    }

    /** Gives it back, so that the next need not wait. */
    synchronized void release() throws IOException {
        close();
        if (isHeld()) {
            storage.delete(file);
        }
    }

    @Override
    public void close() {
        renewing.cancel(false);
        timer.shutdownNow();
    }
}
