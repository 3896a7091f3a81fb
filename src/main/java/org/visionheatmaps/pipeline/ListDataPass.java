package org.visionheatmaps.pipeline;

import java.util.List;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** A dataset in memory. */
public record ListDataPass(List<Element> elements) implements DataPass {
    /**
     * One element.
     *
     * @param x channels, W×H×C, all finite
     * @param image the photograph that belongs to it, or null
     * @param group what it has in the columns that the pipeline groups by
     */
    public record Element(Tensor x, RgbImage image, Group group) {}

    public ListDataPass {
        elements = List.copyOf(elements);
    }

    @Override
    public PartialCounts run(FitPass pass) {
        PartialCounts counts = pass.begin();
        for (Element element : elements) {
            try {
                pass.see(counts, element.group(), element.x(), element.image());
            } catch (BadDataException e) {
                counts.leaveOut(e.reason());
            }
        }
        return counts;
    }
}
