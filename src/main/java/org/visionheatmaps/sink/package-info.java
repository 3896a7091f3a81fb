/**
 * Where heatmaps go besides Spark's own writers: data sources for PNG files and tar shards, whose tasks write in private and whose
 * driver publishes, and what Parquet files tell of their columns of images. May import: io, Spark, Hadoop, Parquet, Jackson, Commons
 * Compress; never the package spark.
 */
package org.visionheatmaps.sink;
