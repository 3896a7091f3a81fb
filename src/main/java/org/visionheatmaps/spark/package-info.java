/**
 * Plumbing between Spark and the core: sources, rendering in tasks, sinks. Computes no pixel and holds no static mutable state.
 * May import: everything but cli.
 */
package org.visionheatmaps.spark;
