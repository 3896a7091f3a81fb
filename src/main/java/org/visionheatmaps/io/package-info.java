/**
 * Bytes outside the core: image decoding, files of colour schemes, names of outputs, Parquet footers, files on Hadoop file systems
 * and how they are published. May import: the core, Hadoop, Parquet, Jackson, TwelveMonkeys; never Spark.
 */
package org.visionheatmaps.io;
