/**
 * What inputs consist of: files found in folders, Parquet and Arrow files of any schemas as one table, and tables, views and queries. Each
 * kind gives rows with the columns of the input and where each row stands ({@link org.visionheatmaps.spark.input.source.InputFiles}); a
 * new kind of input is added here. May import: arrow, io.arrow, io.file, io.numpy, io.parquet, io.value, run, spark.input.image,
 * spark.run, tensor, text; Spark, Hadoop, Parquet, Log4j.
 */
package org.visionheatmaps.spark.input.source;
