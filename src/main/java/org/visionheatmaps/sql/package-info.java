/**
 * Functions for Spark SQL, and so for PySpark and every other client of Spark: a catalog of functions whose name the session's
 * configuration gives. May import: the core, io, audit, spark.
 */
package org.visionheatmaps.sql;
