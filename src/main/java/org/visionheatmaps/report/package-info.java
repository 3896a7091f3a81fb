/**
 * Pages for people: the report of an audit and galleries, each one HTML file that needs nothing else. Pure: documents and pictures
 * in, text out. May import: audit, color, metrics, pipeline, png, run, tensor, text, transform, transform.overlay, transform.resize; jte.
 */
package org.visionheatmaps.report;
