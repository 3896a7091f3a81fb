/**
 * Small pieces of text handling that every package may use: the nearest known name for a misspelt one, foreign text made visible, and
 * texts that cannot be read. May import: the JDK.
 */
package org.visionheatmaps.text;
