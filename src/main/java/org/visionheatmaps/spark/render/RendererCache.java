package org.visionheatmaps.spark.render;

import java.util.LinkedHashMap;
import java.util.Map;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.render.Heatmap;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.render.Renderer;
import org.visionheatmaps.spark.fit.UnseenGroup;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;

/** Draws each element with the pipeline of its group. Keeps the renderers of the groups that came last. */
final class RendererCache {
    private static final int KEPT = 8;

    private final Fit fit;
    private final UnseenGroup unseenGroup;
    private final RenderSettings settings;
    private final Map<Group, Renderer> kept = new LinkedHashMap<>(KEPT, 0.75f, true);
    private Renderer perImage;

    RendererCache(Fit fit, UnseenGroup unseenGroup, RenderSettings settings) {
        this.fit = fit;
        this.unseenGroup = unseenGroup;
        this.settings = settings;
    }

    /**
     * @throws BadDataException if the element cannot be drawn
     */
    Heatmap render(Group group, String id, Tensor x, Renderer.Beside beside) {
        FittedPipeline pipeline = fit.of(group).orElse(null);
        if (pipeline != null) {
            return renderer(group, pipeline).renderWith(id, x, beside);
        }
        if (perImage == null) {
            perImage = Renderer.of(fit.pipeline().perImage(), settings);
        }
        // What else is wrong with the element is reported first: a group of such elements has no fit.
        Heatmap alone = perImage.renderWith(id, x, beside);
        if (unseenGroup == UnseenGroup.IMAGE) {
            return alone;
        }
        throw new BadDataException(
                BadDataException.Reason.UNSEEN_GROUP,
                "the fit has seen no group " + group.describe(fit.columns())
                        + ": fit again with data of that group, or fit such images alone with --unseen-group image");
    }

    private Renderer renderer(Group group, FittedPipeline pipeline) {
        Renderer renderer = kept.get(group);
        if (renderer == null) {
            renderer = Renderer.of(pipeline, settings);
            kept.put(group, renderer);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return renderer;
    }
}
