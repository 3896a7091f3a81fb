package org.visionheatmaps.io.file;

/**
 * A file of an input as it was when its index or footer was read.
 *
 * @param version of its contents
 * @param rows how many it has
 */
public record CountedFile(FileVersion version, long rows) {}
