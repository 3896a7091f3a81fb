package org.visionheatmaps.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that was most likely meant, by the optimal string alignment distance without regard to case. */
public final class NearestName {
    private static final int MIN_BEGINNING = 3;

    private NearestName() {}

    /**
     * The nearest of the known names, if it is near enough to be worth suggesting, or else the shortest that begins with what is
     * wanted. Ties go to the first in order.
     */
    public static Optional<String> of(String wanted, Collection<String> known) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return nearest(lower, known).or(() -> longer(lower, known));
    }

    private static Optional<String> nearest(String wanted, Collection<String> known) {
        int bound = Math.max(2, (wanted.length() + 2) / 3);
        return known.stream()
                .filter(name -> Math.abs(name.length() - wanted.length()) <= bound)
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= bound)
                .min(Comparator.<String>comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static Optional<String> longer(String lower, Collection<String> known) {
        return lower.length() < MIN_BEGINNING
                ? Optional.empty()
                : known.stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(lower))
                        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ": did you mean 'x'?"}, or nothing. */
    public static String hint(String wanted, Collection<String> known) {
        return of(wanted, known).map(name -> ": did you mean '" + name + "'?").orElse("");
    }

    private static int distance(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            int[] spare = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = spare;
        }
        return previous[b.length()];
    }
}
