/**
 * Pages for people: the report of an audit and galleries, each one HTML file that needs nothing else. Pure: documents and pictures in,
 * text out. May import: the core, audit, the runtime of the templates; never Spark.
 */
package org.visionheatmaps.report;
