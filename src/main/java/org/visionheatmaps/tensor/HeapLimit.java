package org.visionheatmaps.tensor;

import java.util.function.Function;
import org.visionheatmaps.tensor.BadDataException.Reason;

/**
 * What happens where the heap is too small for one value: it costs that element, not the JVM. Large arrays are made here, so that the
 * outcome says how much was needed; {@link #guard} catches what others make.
 */
public final class HeapLimit {
    private HeapLimit() {}

    /**
     * Work on one element.
     *
     * @param <T> what it gives
     * @param <E> what else it throws
     */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Does work on one element. The memory that it had is free again when it fails, so that the next element finds it.
     *
     * @throws BadDataException if the heap is too small for it
     */
    public static <T, E extends Exception> T guard(Work<T, E> work) throws E {
        return guard(work, e -> exceeded("more memory", e));
    }

    /** The same with a fault of the caller's words. */
    public static <T, E extends Exception> T guard(Work<T, E> work, Function<OutOfMemoryError, BadDataException> fault)
            throws E {
        try {
            return work.run();
        } catch (OutOfMemoryError e) {
            throw fault.apply(e);
        }
    }

    /** An array of bytes, or a {@link BadDataException} that says that the heap has no room for it. */
    public static byte[] bytes(int count) {
        try {
            return new byte[count];
        } catch (OutOfMemoryError e) {
            throw exceeded(count, e);
        }
    }

    /** An array of floats, or an exception as of {@link #bytes}. */
    public static float[] floats(int count) {
        try {
            return new float[count];
        } catch (OutOfMemoryError e) {
            throw exceeded((long) count * Float.BYTES, e);
        }
    }

    /** An array of doubles, or an exception as of {@link #bytes}. */
    public static double[] doubles(int count) {
        try {
            return new double[count];
        } catch (OutOfMemoryError e) {
            throw exceeded((long) count * Double.BYTES, e);
        }
    }

    /** The fault of a value that needs so many bytes at once. */
    public static BadDataException exceeded(long bytes, Throwable cause) {
        return exceeded(bytes + " bytes at once", cause);
    }

    private static BadDataException exceeded(String needed, Throwable cause) {
        return new BadDataException(
                Reason.TOO_LARGE,
                "the value needs " + needed + ", and the heap of "
                        + Runtime.getRuntime().maxMemory()
                        + " bytes, which all tasks of the process share, has no room for it: raise spark.executor.memory"
                        + " (spark.driver.memory in local mode), or lower spark.executor.cores",
                cause);
    }
}
