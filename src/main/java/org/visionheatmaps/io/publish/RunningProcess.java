package org.visionheatmaps.io.publish;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process, as a file names it to other processes. The number says who it is only where numbers are counted together: containers, and
 * copies of a machine, may have one name, and their processes one number.
 *
 * @param host its name, for people
 * @param number of the process
 * @param start when it began, in the words of the system
 * @param place where processes are counted together
 */
record RunningProcess(String host, String number, String start, String place) {
    static final int LINES = 4;

    private static final Path PROC = Path.of("/proc");
    /** Of {@code /proc/<number>/stat}, behind the name in brackets, which may hold anything: field 22 of all. */
    private static final int START_FIELD = 19;

    static RunningProcess current() {
        String host = hostName();
        String number = Long.toString(ProcessHandle.current().pid());
        return new RunningProcess(host, number, start(number).orElse(""), place(host));
    }

    /** From lines of {@link #text}; nothing if they are of something else. */
    static Optional<RunningProcess> of(String text) {
        List<String> lines = text.lines().toList();
        return lines.size() >= LINES && lines.get(1).matches("\\d{1,18}")
                ? Optional.of(new RunningProcess(lines.get(0), lines.get(1), lines.get(2), lines.get(3)))
                : Optional.empty();
    }

    String text() {
        return String.join("\n", host, number, start, place);
    }

    /** Whether this process would see it if it ran. */
    boolean isNear() {
        return place.equals(place(hostName()));
    }

    /** Whether it runs; to be asked of those that are near. */
    boolean isAlive() {
        return start(number).filter(start::equals).isPresent();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }

    /** On Linux the start of the machine and the namespace of its numbers; elsewhere there is nothing better than the host's name. */
    private static String place(String host) {
        try {
            String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id"));
            return boot.strip() + " " + Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
        } catch (IOException e) {
            return host;
        }
    }

    /** On Linux counted from the start of the machine: times of day are moved when a clock is set. */
    private static Optional<String> start(String number) {
        try {
            String stat = Files.readString(PROC.resolve(number).resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of("started at tick " + fields[START_FIELD]);
        } catch (NoSuchFileException e) {
            return ofHandle(number);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofHandle(String number) {
        return ProcessHandle.of(Long.parseLong(number))
                .map(process -> "started "
                        + process.info().startInstant().map(Object::toString).orElse(""));
    }
}
