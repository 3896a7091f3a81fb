package org.visionheatmaps.metrics;

/**
 * A rectangle of pixels.
 *
 * @param x the column of its left pixels, from 0
 * @param y the row of its upper pixels, from 0
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record Box(int x, int y, int width, int height) {}
