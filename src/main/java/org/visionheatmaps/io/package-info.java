/**
 * Bytes outside the core: image decoding, names of outputs, Parquet footers, files on Hadoop file systems and how they are
 * published. May import: the core, Hadoop, Parquet; never Spark.
 */
package org.visionheatmaps.io;
