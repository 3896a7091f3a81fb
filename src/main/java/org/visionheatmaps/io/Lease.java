package org.visionheatmaps.io;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * Says that a run is alive: a file with the run's host, process and a token of its own that is written again every minute. A run is
 * dead if its process is gone from this host, or if it has not written for ten minutes, wherever it was.
 */
final class Lease implements AutoCloseable {
    static final Duration EXPIRY = Duration.ofMinutes(10);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final String DEAD = ".dead-";

    private final Storage storage;
    private final Path file;
    private final String owner = owner(ProcessHandle.current()) + "\n" + UUID.randomUUID();
    private final ScheduledFuture<?> renewing;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "vision-heatmaps-lease");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Takes a lease that nobody has.
     *
     * @throws IOException if somebody has it
     */
    Lease(Storage storage, Path file) throws IOException {
        this.storage = storage;
        this.file = file;
        try (OutputStream out = storage.create(file)) {
            out.write(owner.getBytes(StandardCharsets.UTF_8));
        }
        renewing =
                timer.scheduleWithFixedDelay(this::renew, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Takes a lease that nobody has, or a dead run.
     *
     * @throws HeldException if somebody has it who may be alive
     */
    static Lease take(Storage storage, Path file, Clock clock) throws IOException {
        if (storage.exists(file)) {
            String judged = storage.read(file);
            if (!isExpired(storage, file, clock)) {
                throw new HeldException(judged);
            }
            // Two may find the same dead run; only one of them moves what both have read.
            Path dead = file.suffix(DEAD + UUID.randomUUID());
            storage.move(file, dead);
            if (!storage.read(dead).equals(judged)) {
                storage.move(dead, file);
                throw new HeldException(judged);
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

    /** Somebody else has the lease. */
    static final class HeldException extends IOException {
        private static final long serialVersionUID = 1L;

        private HeldException(String owner) {
            super(owner.lines().limit(2).collect(Collectors.joining(", process ", "host ", "")));
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

    /** Whether nobody took this run for dead. */
    synchronized boolean isHeld() throws IOException {
        return storage.exists(file) && storage.read(file).equals(owner);
    }

    /** Whether the run that wrote a lease is dead. */
    static boolean isExpired(Storage storage, Path file, Clock clock) throws IOException {
        long written = storage.writtenAt(file);
        if (written != 0) {
            List<String> owner = storage.read(file).lines().toList();
            if (owner.size() >= 3 && owner.get(0).equals(host())) {
                return ProcessHandle.of(Long.parseLong(owner.get(1)))
                        .filter(process -> owner(process).endsWith(owner.get(2)))
                        .isEmpty();
            }
        } else {
            written = storage.writtenAt(file.getParent());
        }
        return clock.millis() - written > EXPIRY.toMillis();
    }

    private static String owner(ProcessHandle process) {
        String start = process.info().startInstant().map(Object::toString).orElse("");
        return host() + "\n" + process.pid() + "\n" + "started " + start;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
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
