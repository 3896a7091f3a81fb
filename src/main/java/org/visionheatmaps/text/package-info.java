/**
 * Small pieces of text handling that every room may use: the nearest known name, and text of unknown origin made safe to show. May
 * import: the JDK.
 */
package org.visionheatmaps.text;
