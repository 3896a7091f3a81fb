package org.visionheatmaps.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;

/**
 * Says that a run is alive: a file with the run's host and process that is written again every minute. A run is dead if its process
 * is gone from this host, or if it has not written for ten minutes, wherever it was.
 */
final class Lease implements AutoCloseable {
    static final Duration EXPIRY = Duration.ofMinutes(10);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Storage storage;
    private final Path file;
    private final String owner = owner(ProcessHandle.current());
    private final ScheduledFuture<?> renewing;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "vision-heatmaps-lease");
        thread.setDaemon(true);
        return thread;
    });

    Lease(Storage storage, Path file) throws IOException {
        this.storage = storage;
        this.file = file;
        storage.write(file, owner);
        renewing =
                timer.scheduleWithFixedDelay(this::renew, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    private void renew() {
        try {
            if (isHeld()) {
                storage.write(file, owner);
            }
        } catch (IOException e) {
            // The next minute may be better; ten in a row are too many, and then the run does not publish.
        }
    }

    /** Whether nobody took this run for dead and removed what it staged. */
    boolean isHeld() throws IOException {
        return storage.exists(file);
    }

    /** Whether the run that wrote a lease is dead. */
    static boolean isExpired(Storage storage, Path file, Clock clock) throws IOException {
        long written = storage.writtenAt(file);
        if (written != 0) {
            List<String> owner = storage.read(file).lines().toList();
            if (owner.size() == 3 && owner.get(0).equals(host())) {
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

    @Override
    public void close() {
        renewing.cancel(false);
        timer.shutdownNow();
    }
}
