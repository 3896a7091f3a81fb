/**
 * Spark data sources of folders: a file per row, which can be read again with what the pictures say of themselves, and shards of tar files;
 * and the footers of Parquet files with images. A new sink is a data source here, with its layout of
 * files, and a case in {@code spark.output.HeatmapSink}. No drawing. May import: color, io.file, io.image,
 * io.parquet, io.publish, png, render, tensor, text; Spark, Hadoop, Parquet, Jackson, Commons Compress, Log4j.
 */
package org.visionheatmaps.sink;
