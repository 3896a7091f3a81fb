package org.visionheatmaps.color;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.visionheatmaps.color.ColorScheme.Traits;

/**
 * Reads the resource {@code colorschemes.bin}, which {@code scripts/colorschemes/make.py} writes and its README describes. Only
 * the names and where their colours stand are read at once.
 */
final class Catalogue {
    private static final int MAGIC = 0x56484353;
    private static final int VERSION = 3;
    private static final int COLOR_BLIND_SAFE = 1;
    private static final int STORED_AS_BYTES = 2;

    private Catalogue() {}

    /** All schemes in the order of their names. */
    static Map<String, Supplier<ColorScheme>> read() {
        try (InputStream resource = Catalogue.class.getResourceAsStream("colorschemes.bin")) {
            return read(new PackedReader(resource.readAllBytes(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException("The colour schemes of this jar cannot be read", e);
        }
    }

    private static Map<String, Supplier<ColorScheme>> read(PackedReader in) throws IOException {
        if (in.int32() != MAGIC || in.signedByte() != VERSION) {
            throw new IOException("colorschemes.bin is not a catalogue of version " + VERSION);
        }
        SchemeSource[] sources = new SchemeSource[in.unsignedShort()];
        for (int s = 0; s < sources.length; s++) {
            sources[s] = new SchemeSource(in.text(), in.text(), in.text());
        }
        int schemes = in.unsignedShort();
        Map<String, Supplier<ColorScheme>> byName = new LinkedHashMap<>(2 * schemes);
        for (int s = 0; s < schemes; s++) {
            Entry entry = Entry.read(in, sources);
            byName.put(entry.name(), entry);
        }
        return byName;
    }

    /**
     * One scheme, its colours still packed.
     *
     * @param packed all colours; its own place is not used
     * @param at where this scheme's colours stand
     * @param size the number of colours
     * @param denominator of the components; 0 if the integers are the bits of doubles
     * @param order how many times the integers are differences to the colour before
     */
    private record Entry(
            String name,
            Traits traits,
            boolean storedAsBytes,
            PackedReader packed,
            int at,
            int size,
            int denominator,
            int order)
            implements Supplier<ColorScheme> {
        /** Reads a scheme's head and skips its colours. */
        static Entry read(PackedReader in, SchemeSource... sources) {
            String name = in.text();
            SchemeClass schemeClass = SchemeClass.ofCode(in.signedByte());
            int flags = in.signedByte();
            Traits traits = new Traits(schemeClass, (flags & COLOR_BLIND_SAFE) != 0, sources[in.unsignedShort()]);
            int size = in.unsignedShort();
            int denominator = in.int32();
            int order = in.signedByte();
            int length = in.int32();
            int at = in.position();
            in.skip(length);
            return new Entry(name, traits, (flags & STORED_AS_BYTES) != 0, in, at, size, denominator, order);
        }

        @Override
        public ColorScheme get() {
            PackedReader in = packed.at(at);
            long[] integers = new long[3 * size];
            for (int i = 0; i < integers.length; i++) {
                integers[i] = in.varint();
            }
            for (int summed = 0; summed < order; summed++) {
                for (int i = 3; i < integers.length; i++) {
                    integers[i] += integers[i - 3];
                }
            }
            double[] components = new double[integers.length];
            for (int i = 0; i < integers.length; i++) {
                components[i] =
                        denominator == 0 ? Double.longBitsToDouble(integers[i]) : integers[i] / (double) denominator;
            }
            return ColorScheme.catalogued(name, storedAsBytes, traits, components);
        }
    }
}
