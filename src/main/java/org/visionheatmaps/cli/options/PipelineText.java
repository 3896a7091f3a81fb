package org.visionheatmaps.cli.options;

import org.visionheatmaps.cli.config.TextFile;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Transforms;

/** The text of a pipeline as given; it can be parsed only when all options are known, as one of them brings colour schemes. */
public record PipelineText(String text) {
    /** A pipeline's text, or {@code @} and the path of a file that holds it. */
    static PipelineText of(String argument) {
        return new PipelineText(argument.startsWith("@") ? new TextFile(argument.substring(1)).read("file") : argument);
    }

    /**
     * The pipeline.
     *
     * @throws IllegalArgumentException naming the option, with a caret under the place
     */
    public Pipeline parse(ColorSchemes schemes) {
        try {
            return Transforms.registered().with(schemes).parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid value for option '--pipeline': " + e.getMessage(), e);
        }
    }
}
