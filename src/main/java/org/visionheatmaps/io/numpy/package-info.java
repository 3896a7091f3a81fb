/**
 * Arrays of NumPy, safetensors and HDF5 files for {@code import}: headers, archives, and the files that belong together by name. May
 * import: io.hdf5, io.value, tensor; Hadoop, Jackson.
 */
package org.visionheatmaps.io.numpy;
