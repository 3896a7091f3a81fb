/**
 * Arrays of HDF5 files, whose structures jHDF parses: every read is checked against the file's length, links to other files are never
 * followed, and values come slice by slice. May import: tensor; Hadoop, jHDF.
 */
package org.visionheatmaps.io.hdf5;
