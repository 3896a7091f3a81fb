package org.visionheatmaps.run;

/**
 * A file of the input that could not be opened.
 *
 * @param file its path
 * @param bytes its length
 * @param reason in words
 */
public record BadFile(String file, long bytes, String reason) {}
