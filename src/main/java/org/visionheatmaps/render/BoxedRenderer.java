package org.visionheatmaps.render;

import org.visionheatmaps.metrics.StrongestPart;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.tensor.Tensor;

/**
 * Adds the box around the largest strong part of each element's map to its picture. The map is computed once more for it: the short ways
 * to pixels keep none, and to draw step by step for it would take longer. Not for two threads at once.
 */
final class BoxedRenderer implements Renderer {
    private final Renderer renderer;
    private final ValueSteps steps;
    private final StrongestPart part;
    private final NonFinite nonFinite;

    BoxedRenderer(Renderer renderer, FittedPipeline pipeline, RenderSettings settings) {
        this.renderer = renderer;
        this.steps = ValueSteps.of(pipeline);
        this.part = new StrongestPart(settings.boxShare());
        this.nonFinite = settings.nonFinite();
    }

    @Override
    public Heatmap renderWith(String id, Tensor x, Beside beside) {
        Heatmap heatmap = renderer.renderWith(id, x, beside);
        Tensor map = steps.map(nonFinite.admit(x), beside.image()).values();
        return heatmap.withBox(part.box(map).orElse(null));
    }
}
