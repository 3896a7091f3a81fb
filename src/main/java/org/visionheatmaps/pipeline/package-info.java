/**
 * Pipelines: values that are parsed from text, print as the text that builds them, and are checked when they are built. The
 * grammar is that of {@link org.visionheatmaps.pipeline.PipelineParser}. May import: tensor, color, stats, transform, text.
 */
package org.visionheatmaps.pipeline;
