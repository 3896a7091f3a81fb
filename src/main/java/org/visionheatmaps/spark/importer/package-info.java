/**
 * The import: NumPy and safetensors files to a table of attributions. May import: io.file, io.numpy, io.publish, io.value, run,
 * spark.input.image, spark.output, spark.run, tensor; Spark, Hadoop, Jackson.
 */
package org.visionheatmaps.spark.importer;
