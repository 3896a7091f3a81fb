/**
 * Constants of steps over a dataset: the job, its tasks, and Spark's way to show a dataset to a pass. May import: pipeline, render, run,
 * spark.input, spark.input.source, spark.run, stats, tensor; Spark.
 */
package org.visionheatmaps.spark.fit;
