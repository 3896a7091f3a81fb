/**
 * Jobs over new files only: a checkpoint, batches of files, each taken once. May import: audit, io.file, io.publish, pipeline, run,
 * spark.audit, spark.fit, spark.input, spark.input.source, spark.output, spark.render, spark.run; Spark, Hadoop.
 */
package org.visionheatmaps.spark.incremental;
