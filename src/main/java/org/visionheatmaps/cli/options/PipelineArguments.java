package org.visionheatmaps.cli.options;

import java.util.Optional;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Preset;
import picocli.CommandLine.Option;

/** What happens to each element: options that {@code render} and {@code audit} share; their help explains them at its end. */
public final class PipelineArguments {
    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "TEXT",
            description = "What happens to each element, see below. @FILE reads the text from a local file.")
    private PipelineText pipeline;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "A pipeline by name, see below: sensitivity, attribution, cam, cam-smooth, captum, zennit,"
                    + " pair-saliency, grad-cam or vertex; captum:METHOD:SIGN has Captum's names of both."
                    + " Default: sensitivity.")
    private Pipeline preset;

    /**
     * The pipeline of a fit, or else of these options.
     *
     * @param schemes that the text may name
     * @throws IllegalArgumentException if two of them are given, or the text cannot be read
     */
    public Pipeline of(Optional<Fit> fit, SchemeArguments schemes) {
        if (fit.isPresent() && (pipeline != null || preset != null)) {
            throw new IllegalArgumentException("--fitted says what the pipeline is: leave out --pipeline and --preset");
        }
        if (pipeline != null && preset != null) {
            throw new IllegalArgumentException(
                    "--pipeline and --preset both say what the pipeline is: give one of them");
        }
        if (fit.isPresent()) {
            return fit.get().pipeline();
        }
        return pipeline == null
                ? (preset == null ? Preset.SENSITIVITY.pipeline() : preset)
                : pipeline.parse(schemes.schemes());
    }
}
