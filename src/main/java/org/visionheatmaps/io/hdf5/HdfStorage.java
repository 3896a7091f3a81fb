package org.visionheatmaps.io.hdf5;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/**
 * What jHDF reads of a file: no more than the file has, whatever its structures promise, and not without end where they point in circles.
 * Small reads share pages, since structures are many and small and a read of an object store takes long.
 */
final class HdfStorage implements HdfBackingStorage, Closeable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int SUPERBLOCK_BYTES = 128;
    /** A file begins with its superblock, or with a block of the user's of 512 bytes, or twice or four times that, …. */
    private static final long FIRST_USER_BLOCK = 512;

    private static final int PAGE = 1 << 14;
    private static final int PAGES = 64;
    /** Structures larger than this are no file's of attributions. */
    private static final long MAX_STRUCTURE_BYTES = 64 << 20;

    private final FSDataInputStream in;
    private final long length;
    private final Superblock superblock;
    private final Map<Long, byte[]> pages = new LinkedHashMap<>(PAGES, 0.75f, true);
    private long structureBytes;

    /**
     * @throws BadDataException if it is no HDF5 file
     */
    HdfStorage(FSDataInputStream in, long length) throws IOException {
        this.in = in;
        this.length = length;
        long at = 0;
        while (!Arrays.equals(SIGNATURE, bytes(at, SIGNATURE.length))) {
            at = at == 0 ? FIRST_USER_BLOCK : at * 2;
            if (at + SIGNATURE.length > length) {
                throw new BadDataException(Reason.BAD_FILE, "the file is no HDF5 file");
            }
        }
        byte[] start = bytes(at, (int) Math.min(SUPERBLOCK_BYTES, length - at));
        this.superblock = HdfFaults.guard(
                () -> Superblock.readSuperblock(ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN)));
        if (superblock.getBaseAddressByte() != at) {
            throw new BadDataException(
                    Reason.BAD_FILE,
                    "the HDF5 file begins at byte " + at + ", but says " + superblock.getBaseAddressByte());
        }
    }

    private byte[] bytes(long position, int count) throws IOException {
        byte[] bytes = new byte[Math.max(0, (int) Math.min(count, length - position))];
        in.readFully(position, bytes);
        return bytes;
    }

    /** Values of the file, which are read past the pages. */
    byte[] values(long address, long count) throws IOException {
        long position = position(address, count);
        byte[] values = new byte[Math.toIntExact(count)];
        in.readFully(position, values);
        return values;
    }

    private long position(long address, long count) {
        long position = address + superblock.getBaseAddressByte();
        if (address < 0 || count < 0 || position < 0 || count > length || position > length - count) {
            throw new HdfException("it needs " + count + " bytes at " + address + " of a file of " + length);
        }
        return position;
    }

    @Override
    public ByteBuffer readBufferFromAddress(long address, int count) {
        long position = position(address, count);
        structureBytes += count + Long.BYTES;
        if (structureBytes > MAX_STRUCTURE_BYTES + 2 * Math.min(length, MAX_STRUCTURE_BYTES * 4)) {
            throw new HdfException("its structures have no end");
        }
        byte[] bytes = new byte[count];
        try {
            if (count > PAGE) {
                in.readFully(position, bytes);
            } else {
                for (int done = 0; done < count; ) {
                    long at = position + done;
                    byte[] page = page(at / PAGE);
                    int from = (int) (at % PAGE);
                    int some = Math.min(count - done, page.length - from);
                    System.arraycopy(page, from, bytes, done, some);
                    done += some;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] page(long number) throws IOException {
        byte[] page = pages.get(number);
        if (page == null) {
            page = bytes(number * PAGE, PAGE);
            pages.put(number, page);
            if (pages.size() > PAGES) {
                pages.remove(pages.keySet().iterator().next());
            }
        }
        return page;
    }

    /** jHDF maps more than a block has where heaps end. */
    @Override
    public ByteBuffer map(long address, long count) {
        long left = length - superblock.getBaseAddressByte() - address;
        return readBufferFromAddress(address, (int) Math.min(Integer.MAX_VALUE, Math.min(count, left)));
    }

    @Override
    public ByteBuffer mapNoOffset(long address, long count) {
        return map(address - superblock.getBaseAddressByte(), count);
    }

    @Override
    public long getUserBlockSize() {
        return superblock.getBaseAddressByte();
    }

    @Override
    public Superblock getSuperblock() {
        return superblock;
    }

    @Override
    public FileChannel getFileChannel() {
        throw new UnsupportedOperationException("the file is not on this machine");
    }

    @Override
    public int getSizeOfOffsets() {
        return superblock.getSizeOfOffsets();
    }

    @Override
    public int getSizeOfLengths() {
        return superblock.getSizeOfLengths();
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
