/**
 * Functions for Spark SQL, and so for PySpark and every other client of Spark, and the entry for Java. A new function is a {@code
 * FunctionKind}. May import: audit, io.image, io.numpy, io.value, metrics,
 * pipeline, png, render, run, spark.fit, spark.input.row, spark.input.source, spark.run, stats, tensor, text, transform; Spark.
 */
package org.visionheatmaps.sql;
