package org.visionheatmaps.transform;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.visionheatmaps.tensor.Kind;

/**
 * A fittable transform whose statistics are those of the whole dataset, or of each group of it. It cannot be applied: fitting puts
 * a transform in its place.
 *
 * @param transform what is fitted
 * @param by the columns whose values make the groups; none for one group of all
 */
public record OverDataset(Fittable transform, List<String> by) implements Step {
    /** The name in a pipeline's text. */
    public static final String NAME = "dataset";

    private static final Pattern SYMBOL = Pattern.compile("[\\p{L}\\p{N}_]+");

    /**
     * @throws IllegalArgumentException if a column is named twice or has no name
     */
    public OverDataset {
        Objects.requireNonNull(transform);
        by = List.copyOf(by);
        if (new HashSet<>(by).size() < by.size() || by.contains("")) {
            throw new IllegalArgumentException("dataset needs each column of 'by' once, but got " + by);
        }
    }

    @Override
    public Set<Kind> inputKinds() {
        return transform.inputKinds();
    }

    @Override
    public Kind outputKind(Kind input) {
        return transform.outputKind(input);
    }

    @Override
    public boolean usesImage() {
        return transform.usesImage();
    }

    @Override
    public String toString() {
        return NAME + "(" + transform + (by.isEmpty() ? "" : ", by=" + columns()) + ")";
    }

    private String columns() {
        List<String> names = by.stream().map(OverDataset::quoted).toList();
        return names.size() == 1 ? names.get(0) : names.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String column) {
        return SYMBOL.matcher(column).matches()
                ? ":" + column
                : '"' + column.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
