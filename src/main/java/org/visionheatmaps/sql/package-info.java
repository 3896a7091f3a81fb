/**
 * Functions for Spark SQL, and so for PySpark and every other client of Spark, and the entry for Java. A new function is a {@code
 * FunctionKind}. May import: io.image, io.numpy, io.value, pipeline, render, run, spark.input.row, stats, tensor; Spark.
 */
package org.visionheatmaps.sql;
