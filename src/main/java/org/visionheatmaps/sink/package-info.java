/**
 * Spark data sources that write a file per row or shards of tar files, and the footers of Parquet files with images. A new sink is a
 * data source here. No drawing. May import: io.file, io.parquet, io.publish, text; Spark, Hadoop, Parquet, Jackson, Commons Compress, Log4j.
 */
package org.visionheatmaps.sink;
