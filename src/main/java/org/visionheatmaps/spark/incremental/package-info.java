/**
 * Jobs over new files only: a checkpoint, batches of files, each taken once. May import: audit, io.file, io.publish, run,
 * spark.audit, spark.input, spark.output, spark.render, spark.run; Spark, Hadoop.
 */
package org.visionheatmaps.spark.incremental;
