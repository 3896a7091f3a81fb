/** Small pieces of text handling that every package may use: the nearest known name for a misspelt one. May import: the JDK. */
package org.visionheatmaps.text;
