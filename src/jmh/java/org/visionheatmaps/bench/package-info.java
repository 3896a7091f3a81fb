/**
 * Benchmarks that stay: JMH for each stage of the core, and the job end to end beside a plain scan, the core alone and the programs
 * that users would otherwise run. Run them with {@code scripts/jmh} and {@code scripts/benchmark}.
 */
package org.visionheatmaps.bench;
