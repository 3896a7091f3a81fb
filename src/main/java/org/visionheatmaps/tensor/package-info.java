/**
 * Dense tensors of one element with shape, strides and declared layout, their kinds, and images of bytes. Everything else is written
 * in these terms. A layout is declared here, never guessed. May import: the JDK.
 */
package org.visionheatmaps.tensor;
