/**
 * The import: NumPy, safetensors and HDF5 files to a table of attributions. May import: io.file, io.numpy, io.publish, io.value, png,
 * run, spark.input.image, spark.output, spark.run, tensor, text; Spark, Hadoop, Jackson, Log4j.
 */
package org.visionheatmaps.spark.importer;
