package org.visionheatmaps.color;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The schemes that a costly sweep goes through: all of the catalogue with {@code -Psweeps}, otherwise one of each family. */
public final class SweptSchemes {
    private static final ColorSchemes CATALOGUE = ColorSchemes.catalogue();

    private SweptSchemes() {}

    /** A family has one source, one class and one number of colours; the first by name stands for it. */
    public static List<ColorScheme> all() {
        Set<Family> seen = new HashSet<>();
        return CATALOGUE.names().stream()
                .map(CATALOGUE::get)
                .filter(scheme -> seen.add(Family.of(scheme)) || Boolean.getBoolean("sweeps"))
                .toList();
    }

    private record Family(SchemeSource source, SchemeClass schemeClass, int size) {
        static Family of(ColorScheme scheme) {
            return new Family(scheme.source(), scheme.schemeClass(), scheme.size());
        }
    }
}
