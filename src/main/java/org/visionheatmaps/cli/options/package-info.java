/**
 * Groups of options that commands share, and what their texts mean. May import: audit, cli.config, cli.text, color, io.image, io.palette,
 * io.value, metrics, pipeline, png, render, render.figure, report, run, spark.fit, spark.incremental, spark.input, spark.input.image,
 * spark.input.source, spark.measure, spark.output, spark.run, stats, tensor, text; Spark, picocli.
 */
package org.visionheatmaps.cli.options;
