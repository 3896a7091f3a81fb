/**
 * The commands as procedures of Spark SQL, {@code CALL heatmaps.system.render(...)}: from Spark 4 on, whose interfaces older ones do not
 * have, so that nothing else may refer to this room. May import: audit, cli, cli.text, run, spark.audit, spark.output, spark.run, sql, text;
 * Spark.
 */
package org.visionheatmaps.sql.procedure;
