package org.visionheatmaps.io.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.util.functional.FutureIO;

/** Reads several ranges in as few requests as the file system can, where Hadoop has that: from 3.3.5 on, which Spark 3.5 has not. */
final class VectoredRead {
    /** Whether this class can be used. */
    static final boolean IS_THERE = isThere();

    private VectoredRead() {}

    private static boolean isThere() {
        try {
            Class.forName("org.apache.hadoop.fs.FileRange", false, VectoredRead.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static void read(FSDataInputStream in, List<ArrowInput.Range> ranges) throws IOException {
        List<FileRange> wanted = new ArrayList<>();
        for (ArrowInput.Range range : ranges) {
            wanted.add(FileRange.createFileRange(range.offset(), range.length()));
        }
        in.readVectored(wanted, ByteBuffer::allocate);
        for (int r = 0; r < wanted.size(); r++) {
            ranges.get(r).set(FutureIO.awaitFuture(wanted.get(r).getData()));
        }
    }
}
