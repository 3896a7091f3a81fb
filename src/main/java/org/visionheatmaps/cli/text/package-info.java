/**
 * What commands print: summaries, progress, failures in words, exit codes (those of rules are {@code audit.AuditVerdict}'s). May import: audit, color, pipeline, png, render, report,
 * run, spark.audit, spark.input, spark.output, spark.run, stats, tensor, text, transform; Spark, Jackson, picocli.
 */
package org.visionheatmaps.cli.text;
