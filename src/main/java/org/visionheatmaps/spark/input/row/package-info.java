/**
 * The normalized row, the one form of every kind of input, and the SQL function that packs arrays into it. May import: io.value,
 * tensor; Spark.
 */
package org.visionheatmaps.spark.input.row;
