package org.visionheatmaps.io.image;

import java.io.Serializable;
import java.util.function.Supplier;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.HeapLimit;

/**
 * The memory that a task may take for one image: a quarter of its share of the heap. The rest is for the attribution, the heatmap and
 * Spark.
 *
 * @param tasks how many run at once in a process; 0 if that is not known, which counts as one for each processor
 * @param heap in bytes; 0 for that of the process which decodes
 */
public record ImageMemory(int tasks, long heap) implements Serializable {
    /** A share of this process, by its processors. */
    public static final ImageMemory DEFAULT = new ImageMemory(0, 0);

    private static final long serialVersionUID = 1L;
    private static final int PARTS = 4;
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8;

    private long heapBytes() {
        return heap > 0 ? heap : Runtime.getRuntime().maxMemory();
    }

    private int tasksAtOnce() {
        return Math.max(1, tasks > 0 ? tasks : Runtime.getRuntime().availableProcessors());
    }

    /** The limit for one image. */
    public long bytes() {
        return heapBytes() / tasksAtOnce() / PARTS;
    }

    /**
     * Called before anything is allocated.
     *
     * @throws BadDataException if an image needs more; the message says how much, and what to raise
     */
    public void require(long needed) {
        if (needed > Math.min(bytes(), MAX_ARRAY)) {
            throw new BadDataException(BadDataException.Reason.BAD_IMAGE, tooMuch(needed) + ", more than " + allowed());
        }
    }

    /**
     * Does work on one image. If memory ends all the same, that costs this image alone.
     *
     * @param needed as estimated, in bytes
     */
    public <T> T guard(long needed, Supplier<T> work) {
        return HeapLimit.guard(
                work::get,
                e -> new BadDataException(
                        BadDataException.Reason.BAD_IMAGE,
                        "the heap was used up: " + tooMuch(needed) + " of " + allowed(),
                        e));
    }

    private static String tooMuch(long needed) {
        return "the image needs " + megabytes(needed) + " MB of memory";
    }

    private String allowed() {
        return "the " + megabytes(bytes()) + " MB that a task may take for it (a heap of " + megabytes(heapBytes())
                + " MB, " + tasksAtOnce() + " tasks at once): give executors more memory or fewer cores";
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
