package org.visionheatmaps.spark.run;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;

/**
 * The names of a task's outputs, as numbers of 64 bits: so the driver knows whether any two are alike without holding them. Equal names
 * have equal numbers; different ones among {@link #MAX} have different numbers but for a chance of one in 100,000.
 */
public final class NameDigests implements Serializable {
    /** As many as a driver may hold: 128 MB. */
    public static final long MAX = 1L << 24;

    private static final long serialVersionUID = 1L;
    private static final int FIRST_CAPACITY = 64;
    /** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/, on UTF-16. */
    private static final long FNV_BASIS = 0xcbf29ce484222325L;

    private static final long FNV_PRIME = 0x100000001b3L;
    /** The last step of MurmurHash3, which spreads what FNV leaves in few bits. */
    private static final long MIX_1 = 0xff51afd7ed558ccdL;

    private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;
    private static final int MIX_SHIFT = 33;

    /** In the order in which names came. */
    private long[] digests = new long[0];

    private int size;
    private boolean isRepeated;
    /** The same by their lowest bits, zero where there is none; only while names are added. */
    private transient long[] slots = new long[FIRST_CAPACITY];

    /** Adds a name; false if it was there. */
    public boolean add(String name) {
        long digest = digest(name);
        int slot = slot(digest);
        if (slots[slot] == digest) {
            isRepeated = true;
            return false;
        }
        slots[slot] = digest;
        if (size == digests.length) {
            digests = Arrays.copyOf(digests, Math.max(FIRST_CAPACITY / 2, 2 * size));
        }
        digests[size++] = digest;
        if (2 * size > slots.length) {
            slots = new long[2 * slots.length];
            for (int d = 0; d < size; d++) {
                slots[slot(digests[d])] = digests[d];
            }
        }
        return true;
    }

    private int slot(long digest) {
        int mask = slots.length - 1;
        int slot = (int) digest & mask;
        while (slots[slot] != 0 && slots[slot] != digest) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long digest(String name) {
        long digest = FNV_BASIS;
        for (int c = 0; c < name.length(); c++) {
            digest = (digest ^ name.charAt(c)) * FNV_PRIME;
        }
        digest = (digest ^ digest >>> MIX_SHIFT) * MIX_1;
        digest = (digest ^ digest >>> MIX_SHIFT) * MIX_2;
        digest ^= digest >>> MIX_SHIFT;
        return digest == 0 ? 1 : digest;
    }

    /** Whether two of all names are alike. */
    static boolean areRepeated(Collection<NameDigests> parts) {
        if (parts.stream().anyMatch(part -> part.isRepeated)) {
            return true;
        }
        long[] all = new long[parts.stream().mapToInt(part -> part.size).sum()];
        int at = 0;
        for (NameDigests part : parts) {
            System.arraycopy(part.digests, 0, all, at, part.size);
            at += part.size;
        }
        Arrays.sort(all);
        for (int d = 1; d < all.length; d++) {
            if (all[d] == all[d - 1]) {
                return true;
            }
        }
        return false;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        digests = Arrays.copyOf(digests, size);
        out.defaultWriteObject();
    }
}
