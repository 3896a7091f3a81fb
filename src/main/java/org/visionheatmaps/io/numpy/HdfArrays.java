package org.visionheatmaps.io.numpy;

import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.visionheatmaps.io.hdf5.Hdf5File;

/** All datasets of an HDF5 file, in the order of their paths. */
final class HdfArrays extends ArrayFile {
    private final Hdf5File file;
    private final Iterator<String> paths;
    private String path;

    HdfArrays(FSDataInputStream in, long length) throws IOException {
        this.file = new Hdf5File(in, length);
        this.paths = file.datasets().iterator();
    }

    @Override
    public boolean next() {
        path = paths.hasNext() ? paths.next() : null;
        return path != null;
    }

    @Override
    public Optional<String> key() {
        return Optional.of(path);
    }

    @Override
    public NpyReader array() throws IOException {
        return KeyedHdf5.attributions(KeyedHdf5.require(file, path));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
