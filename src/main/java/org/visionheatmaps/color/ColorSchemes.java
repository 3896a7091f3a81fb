package org.visionheatmaps.color;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.visionheatmaps.text.NearestName;

/**
 * Colour schemes by name: the catalogue, and maybe some of one's own. Immutable; the colours of a catalogued scheme are unpacked
 * when it is asked for.
 */
public final class ColorSchemes {
    /** The end of a name that means the scheme of the rest of the name, reversed. */
    static final String REVERSED = "_r";

    private final Map<String, Supplier<ColorScheme>> byName;

    private ColorSchemes(Map<String, Supplier<ColorScheme>> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    private static final class Holder {
        static final ColorSchemes CATALOGUE = new ColorSchemes(Catalogue.read());
    }

    /** The schemes that come with this software. */
    public static ColorSchemes catalogue() {
        return Holder.CATALOGUE;
    }

    /** Reads the catalogue anew, to measure what that costs. */
    static ColorSchemes readCatalogue() {
        return new ColorSchemes(Catalogue.read());
    }

    /**
     * These schemes and others.
     *
     * @throws IllegalArgumentException if a name is taken, or cannot follow a colon
     */
    public ColorSchemes with(Collection<ColorScheme> others) {
        Map<String, Supplier<ColorScheme>> all = new TreeMap<>(byName);
        for (ColorScheme scheme : others) {
            if (!scheme.name().matches("[\\p{L}\\p{N}_]+")) {
                throw new IllegalArgumentException("The name of a colour scheme needs letters, digits and _ only, but"
                        + " got '" + scheme.name() + "'");
            }
            if (all.putIfAbsent(scheme.name(), () -> scheme) != null) {
                throw new IllegalArgumentException("There is a colour scheme ':" + scheme.name()
                        + "' already: give the one of " + scheme.source().origin() + " another name");
            }
        }
        return new ColorSchemes(all);
    }

    /** All names in order. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Whether {@link #get} knows a name. */
    public boolean contains(String name) {
        return byName.containsKey(name) || name.endsWith(REVERSED) && contains(withoutReversed(name));
    }

    /**
     * The scheme of a name; with {@code _r} behind it the same reversed.
     *
     * @throws IllegalArgumentException for an unknown name; the message names the nearest
     */
    public ColorScheme get(String name) {
        Supplier<ColorScheme> scheme = byName.get(name);
        if (scheme != null) {
            return scheme.get();
        }
        if (contains(name)) {
            return get(withoutReversed(name)).reversed();
        }
        throw new IllegalArgumentException("Unknown colour scheme ':" + name + "'"
                + NearestName.hint(name, byName.keySet()) + " (all " + byName.size()
                + " are listed by the command 'schemes')");
    }

    private static String withoutReversed(String name) {
        return name.substring(0, name.length() - REVERSED.length());
    }
}
