package org.visionheatmaps.color;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.visionheatmaps.color.ColorScheme.Traits;

/**
 * Reads the resource {@code colorschemes.bin}, which {@code scripts/colorschemes/make.py} writes and its README describes. Only
 * the names and where their colours stand are read at once.
 */
final class Catalogue {
    private static final int MAGIC = 0x56484353;
    private static final int VERSION = 1;
    private static final int COLOR_BLIND_SAFE = 1;
    private static final int STORED_AS_BYTES = 2;

    private Catalogue() {}

    static SortedMap<String, Supplier<ColorScheme>> read() {
        try (InputStream resource = Catalogue.class.getResourceAsStream("colorschemes.bin")) {
            return read(ByteBuffer.wrap(resource.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("The colour schemes of this jar cannot be read", e);
        }
    }

    private static SortedMap<String, Supplier<ColorScheme>> read(ByteBuffer in) throws IOException {
        if (in.getInt() != MAGIC || in.get() != VERSION) {
            throw new IOException("colorschemes.bin is not a catalogue of version " + VERSION);
        }
        SchemeSource[] sources = new SchemeSource[unsignedShort(in)];
        for (int s = 0; s < sources.length; s++) {
            sources[s] = new SchemeSource(text(in), text(in), text(in));
        }
        SortedMap<String, Supplier<ColorScheme>> byName = new TreeMap<>();
        for (int left = unsignedShort(in); left > 0; left--) {
            Entry entry = Entry.read(in, sources);
            byName.put(entry.name(), entry);
        }
        return byName;
    }

    /**
     * One scheme, its colours still packed: each component is an integer over the denominator, or a double if that is 0.
     *
     * @param at where the first component stands
     * @param width bytes of a component
     */
    private record Entry(
            String name,
            Traits traits,
            boolean storedAsBytes,
            ByteBuffer packed,
            int at,
            int size,
            int denominator,
            int width)
            implements Supplier<ColorScheme> {
        /** Reads a scheme's head and skips its colours. */
        static Entry read(ByteBuffer in, SchemeSource... sources) {
            String name = text(in);
            SchemeClass schemeClass = SchemeClass.ofCode(in.get());
            int flags = in.get();
            Traits traits = new Traits(schemeClass, (flags & COLOR_BLIND_SAFE) != 0, sources[unsignedShort(in)]);
            int size = unsignedShort(in);
            int denominator = in.getInt();
            int width = in.get();
            int at = in.position();
            in.position(at + 3 * size * width);
            return new Entry(name, traits, (flags & STORED_AS_BYTES) != 0, in, at, size, denominator, width);
        }

        @Override
        public ColorScheme get() {
            double[] components = new double[3 * size];
            for (int i = 0; i < components.length; i++) {
                int from = at + i * width;
                components[i] = denominator == 0 ? packed.getDouble(from) : unsigned(from) / (double) denominator;
            }
            return ColorScheme.catalogued(name, storedAsBytes, traits, components);
        }

        private int unsigned(int from) {
            int value = 0;
            for (int b = 0; b < width; b++) {
                value = value << 8 | packed.get(from + b) & 0xFF;
            }
            return value;
        }
    }

    private static int unsignedShort(ByteBuffer in) {
        return in.getShort() & 0xFFFF;
    }

    /** A length and as many bytes of ASCII. */
    private static String text(ByteBuffer in) {
        byte[] ascii = new byte[unsignedShort(in)];
        in.get(ascii);
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
