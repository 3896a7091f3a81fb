/**
 * What any job on Spark needs: progress, tallies, failures in words, versions, values on their way to tasks. Knows no inputs and no
 * outputs. May import: io.file, io.publish, run, text, transform; Spark, Hadoop.
 */
package org.visionheatmaps.spark.run;
