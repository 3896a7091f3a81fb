package org.visionheatmaps.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures what a piece of work takes of this process. */
final class Meter {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private Meter() {}

    /**
     * What a piece of work took.
     *
     * @param seconds wall clock
     * @param cpuSeconds of all threads, the collector's and the compiler's included
     * @param gcSeconds in which the collector stopped or slowed the program
     * @param peakHeapMb summed over the heap's pools, so an upper bound
     * @param peakRssMb of the process, since the work began; 0 where the system does not tell
     */
    record Usage(double seconds, double cpuSeconds, double gcSeconds, double peakHeapMb, double peakRssMb) {}

    static Usage measure(Runnable work) {
        System.gc();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pool.resetPeakUsage();
        }
        forgetPeakRss();
        long gc = gcMillis();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        work.run();
        double seconds = 1e-9 * (System.nanoTime() - start);
        return new Usage(seconds, 1e-9 * (cpuNanos() - cpu), 1e-3 * (gcMillis() - gc), peakHeapMb(), peakRssMb());
    }

    static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static double peakHeapMb() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / 1e6;
    }

    /** Linux keeps the peak until 5 is written there. */
    private static void forgetPeakRss() {
        try {
            if (Files.isWritable(CLEAR)) {
                Files.writeString(CLEAR, "5");
            }
        } catch (IOException e) {
            // Then the peak is that of the whole process: larger, never smaller.
        }
    }

    private static double peakRssMb() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
