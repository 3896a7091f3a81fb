package org.visionheatmaps.transform;

import java.util.List;
import java.util.stream.Collectors;

/** 1-based dimensions, as the reference counts them. */
final class Dims {
    private Dims() {}

    static List<Integer> distinct(String name, List<Integer> dims) {
        boolean valid = !dims.isEmpty()
                && dims.stream().allMatch(dim -> dim >= 1 && dim <= 3)
                && dims.stream().distinct().count() == dims.size();
        if (!valid) {
            throw new IllegalArgumentException(name
                    + " needs one or more different dimensions, counted from 1 to 3, but got (" + text(dims) + ")");
        }
        return List.copyOf(dims);
    }

    static String text(List<Integer> dims) {
        return dims.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
