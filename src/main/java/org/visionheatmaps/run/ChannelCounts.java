package org.visionheatmaps.run;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.Tensor;

/**
 * How many channels the elements of a job have, by which a layout that was declared wrongly is noticed: a batch of maps that is read as
 * channels, or a side of the picture.
 */
public final class ChannelCounts implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MAX_COUNTS = 20;
    /** Elements from which on their numbers of channels say something. */
    private static final int MIN_ELEMENTS = 3;
    /** Grey, with alpha or without, and colours, with alpha or without. */
    private static final Set<Integer> OF_PICTURES = Set.of(1, 2, 3, 4);

    /** What a picture may have at most where its channels are fewer than its sides. */
    private static final int MAX_OF_PICTURES = 4;

    private final TreeMap<Integer, Long> elements = new TreeMap<>();
    /** Sizes of an element that has more channels than its sides are long, W×H×C. */
    private String oversized;

    /** Whether the layout's last letter would be channels, by the oversized element. */
    private boolean isTurned;

    /** Counts an element. */
    public void see(Tensor x) {
        int channels = x.size(2);
        if (elements.containsKey(channels) || elements.size() < MAX_COUNTS) {
            elements.merge(channels, 1L, Long::sum);
        }
        int least = Math.min(x.size(0), x.size(1));
        if (oversized == null && channels > MAX_OF_PICTURES && channels > least) {
            boolean isTurnedHere = least <= MAX_OF_PICTURES;
            if (isTurnedHere || channels > Math.max(x.size(0), x.size(1))) {
                oversized = x.shapeText();
                isTurned = isTurnedHere;
            }
        }
    }

    /** Adds what another task has seen. */
    public void add(ChannelCounts other) {
        other.elements.forEach((channels, count) -> elements.merge(channels, count, Long::sum));
        if (oversized == null) {
            oversized = other.oversized;
            isTurned = other.isTurned;
        }
    }

    /** What a user should look at, if anything is implausible. */
    public Optional<String> advice(Layout layout) {
        long count = elements.values().stream().mapToLong(Long::longValue).sum();
        boolean isOdd = count >= MIN_ELEMENTS && !OF_PICTURES.containsAll(elements.keySet());
        if (oversized == null && !isOdd) {
            return Optional.empty();
        }
        String seen = oversized != null
                ? "There are elements of " + oversized + " (width × height × channels) in layout " + layout
                : "The elements have "
                        + elements.entrySet().stream()
                                .limit(5)
                                .map(each -> each.getKey() + (each.getKey() == 1 ? " channel (" : " channels (")
                                        + each.getValue() + " of them)")
                                .collect(Collectors.joining(", "))
                        + (elements.size() > 5 ? ", ..." : "") + " in layout " + layout;
        return Optional.of(
                oversized != null && isTurned
                        ? seen + ": if the channels stand elsewhere, --layout " + turned(layout) + " reads them so"
                        : seen + ": if these are maps of a batch and no channels, --layout " + maps(layout)
                                + " reads them so");
    }

    private static String turned(Layout layout) {
        return layout.axes().indexOf('C') < layout.axes().indexOf('W') ? "NHWC" : "NCHW";
    }

    /** The same order with maps in place of channels. */
    private static String maps(Layout layout) {
        return layout.axes(Math.min(MIN_ELEMENTS, layout.axes().length())).replace('C', 'N');
    }
}
