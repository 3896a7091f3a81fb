/**
 * The command line: one class for each command. {@code SessionCommands} runs commands within a session, for
 * {@code sql.procedure}; nothing else imports this room. May import: audit, cli.config, cli.options, cli.text, color,
 * io.numpy, io.value, pipeline, png, render.figure, report, run, spark.audit, spark.fit, spark.importer, spark.incremental, spark.input,
 * spark.input.source, spark.output, spark.render, spark.run, stats, tensor, text; Spark, Hadoop, picocli.
 */
package org.visionheatmaps.cli;
