package org.visionheatmaps.color;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.text.NearestName;

/**
 * The catalogue: every scheme of the resource {@code colorschemes.bin}, which {@code scripts/colorschemes/make.py} writes and
 * describes. Read on first use, whole.
 */
public final class ColorSchemes {
    private static final int MAGIC = 0x56484353;
    private static final int STORED_AS_BYTES = 2;

    private final SortedMap<String, ColorScheme> byName;

    private ColorSchemes(SortedMap<String, ColorScheme> byName) {
        this.byName = Collections.unmodifiableSortedMap(byName);
    }

    private static final class Catalogue {
        static final ColorSchemes INSTANCE = read();
    }

    /** The schemes that come with this software. */
    public static ColorSchemes catalogue() {
        return Catalogue.INSTANCE;
    }

    /** All names in order. */
    public Set<String> names() {
        return byName.keySet();
    }

    /**
     * The scheme of a name.
     *
     * @throws IllegalArgumentException for an unknown name; the message tells the nearest
     */
    public ColorScheme get(String name) {
        ColorScheme scheme = byName.get(name);
        if (scheme == null) {
            throw new IllegalArgumentException(
                    "Unknown colour scheme ':" + name + "'" + NearestName.hint(name, byName.keySet()) + " (all "
                            + byName.size() + " are listed by the command 'schemes')");
        }
        return scheme;
    }

    private static ColorSchemes read() {
        try (InputStream resource = ColorSchemes.class.getResourceAsStream("colorschemes.bin")) {
            return read(new DataInputStream(new ByteArrayInputStream(resource.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException("The colour schemes of this jar cannot be read", e);
        }
    }

    private static ColorSchemes read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readByte() != 1) {
            throw new IOException("colorschemes.bin is not a catalogue of version 1");
        }
        int sources = in.readUnsignedShort();
        for (int s = 0; s < 3 * sources; s++) {
            in.readUTF();
        }
        SortedMap<String, ColorScheme> byName = new TreeMap<>();
        int schemes = in.readUnsignedShort();
        for (int s = 0; s < schemes; s++) {
            String name = in.readUTF();
            SchemeClass schemeClass = SchemeClass.ofCode(in.readByte());
            int flags = in.readByte();
            in.readUnsignedShort();
            byName.put(name, new ColorScheme(name, schemeClass, (flags & STORED_AS_BYTES) != 0, components(in)));
        }
        return new ColorSchemes(byName);
    }

    /** Each component is an integer over the scheme's denominator: decimals and bytes, exactly as their source writes them. */
    private static double[] components(DataInputStream in) throws IOException {
        double[] components = new double[3 * in.readUnsignedShort()];
        int denominator = in.readInt();
        int width = in.readByte();
        for (int i = 0; i < components.length; i++) {
            components[i] = denominator == 0 ? in.readDouble() : readUnsigned(in, width) / (double) denominator;
        }
        return components;
    }

    private static int readUnsigned(DataInputStream in, int width) throws IOException {
        int value = 0;
        for (int b = 0; b < width; b++) {
            value = value << 8 | in.readUnsignedByte();
        }
        return value;
    }
}
