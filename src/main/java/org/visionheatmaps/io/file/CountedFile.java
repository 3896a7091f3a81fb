package org.visionheatmaps.io.file;

/**
 * A file of an input as it was when its index or footer was read.
 *
 * @param version of its contents
 * @param rows how many it has
 * @param largestGroup how many its largest row group or record batch has, which Spark's readers do not share out
 */
public record CountedFile(FileVersion version, long rows, long largestGroup) {}
