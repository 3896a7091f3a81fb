/**
 * Attributions of Parquet files, read by the task where they lie: statistics of footers, pages and their encodings, and footers rewritten.
 * May import: io.arrow, io.file, io.numpy, io.value, tensor, text; Hadoop, Parquet, Arrow, zstd, snappy.
 */
package org.visionheatmaps.io.parquet;
