/**
 * Settings from outside the command line: options and rules from YAML, the log, and the Spark session. May import: audit, cli.text, spark.run,
 * text; Spark, Hadoop, picocli, SnakeYAML.
 */
package org.visionheatmaps.cli.config;
