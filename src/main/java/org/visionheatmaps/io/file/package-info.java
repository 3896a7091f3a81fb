/**
 * Files on Hadoop's file systems: settings for tasks, listings, ranges that are read through a window, and the operations that
 * staging needs. Knows no file format. May import: io.value, tensor; Hadoop.
 */
package org.visionheatmaps.io.file;
