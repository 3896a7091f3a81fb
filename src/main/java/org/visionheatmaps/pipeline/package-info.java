/**
 * Pipelines: values that are parsed from text, print as the text that builds them, are checked when they are built, and are fitted
 * to a dataset. The grammar is that of {@code PipelineParser}. No pixel is computed here. May import: color, stats, tensor, text,
 * transform, transform.overlay, transform.reduction, transform.resize.
 */
package org.visionheatmaps.pipeline;
