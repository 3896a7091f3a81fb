/**
 * The audit: elements measured, rules applied, runs kept and compared. May import: audit, color, io.arrow, io.file, io.parquet,
 * io.publish, pipeline, render, report, run, spark.fit, spark.gallery, spark.input, spark.input.source, spark.measure, spark.run, text,
 * transform; Spark, Hadoop.
 */
package org.visionheatmaps.spark.audit;
