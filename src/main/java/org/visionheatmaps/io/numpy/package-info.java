/**
 * Arrays of NumPy and safetensors files for {@code import}: headers, archives, and the files that belong together by name. May
 * import: io.value, tensor; Hadoop, Jackson.
 */
package org.visionheatmaps.io.numpy;
