/**
 * Dense tensors of one batch element, their kinds and declared layouts, and RGB images. Everything else in the core is written in
 * these terms. May import: the JDK.
 */
package org.visionheatmaps.tensor;
