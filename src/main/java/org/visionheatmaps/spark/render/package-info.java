/**
 * The main job: elements in, heatmaps out. May import: audit, io.file, io.publish, pipeline, png, render, render.figure, report, run,
 * spark.fit, spark.gallery, spark.input, spark.input.row, spark.input.source, spark.measure, spark.output, spark.run, tensor, text; Spark,
 * Hadoop, Log4j.
 */
package org.visionheatmaps.spark.render;
