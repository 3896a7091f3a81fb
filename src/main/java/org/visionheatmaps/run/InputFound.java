package org.visionheatmaps.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run found in its input besides the files that it read.
 *
 * @param leftOut how many files were left out, by kind: {@code .json}, {@code hidden}
 * @param badFiles files that could not be opened
 */
public record InputFound(SortedMap<String, Integer> leftOut, List<BadFile> badFiles) {
    public static final InputFound NOTHING = new InputFound(Collections.emptySortedMap(), List.of());
    /** The kind of files and folders whose names begin with a dot or an underscore. */
    public static final String HIDDEN = "hidden";

    public InputFound {
        leftOut = leftOut == null ? Collections.emptySortedMap() : leftOut;
        badFiles = badFiles == null ? List.of() : List.copyOf(badFiles);
    }

    /** The same with what a later run of a series found: its files of other kinds are those of the whole input. */
    InputFound plus(InputFound later) {
        List<BadFile> all = new ArrayList<>(badFiles);
        all.addAll(later.badFiles);
        return new InputFound(later.leftOut, all);
    }

    /** The kinds of files that were left out, but those that are hidden. */
    public SortedMap<String, Integer> others() {
        SortedMap<String, Integer> others = new TreeMap<>(leftOut);
        others.remove(HIDDEN);
        return others;
    }

    /** Counts by kind in words: {@code 2 .json, 1 .md}; empty if there are none. */
    public static String inWords(SortedMap<String, Integer> kinds) {
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }
}
