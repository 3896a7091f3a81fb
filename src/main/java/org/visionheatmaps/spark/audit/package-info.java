/**
 * The audit: elements measured, rules applied, runs kept and compared. May import: audit, io.file, io.parquet, io.publish, pipeline,
 * render, report, run, spark.fit, spark.gallery, spark.input, spark.measure, spark.run, text; Spark, Hadoop.
 */
package org.visionheatmaps.spark.audit;
