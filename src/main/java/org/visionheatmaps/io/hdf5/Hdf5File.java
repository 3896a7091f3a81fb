package org.visionheatmaps.io.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.object.message.DataLayoutMessage;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.visionheatmaps.tensor.BadDataException;

/** An HDF5 file on any file system. Not for two threads at once. */
public final class Hdf5File implements Closeable {
    private final HdfStorage storage;
    private final HdfGroups groups;

    /**
     * @param in the file, which is closed with this
     * @throws BadDataException if it is no HDF5 file, or damaged where it begins
     */
    public Hdf5File(FSDataInputStream in, long length) throws IOException {
        this.storage = HdfFaults.guard(() -> new HdfStorage(in, length));
        this.groups = HdfFaults.guard(() -> new HdfGroups(storage));
    }

    /** The paths of all datasets of the file, without a slash at the start; links are left out. */
    public List<String> datasets() throws IOException {
        return HdfFaults.guard(() -> groups.datasets("", true));
    }

    /** The paths of the datasets of one group, but not of the groups in it. */
    public List<String> datasetsIn(String group) throws IOException {
        return HdfFaults.guard(() -> groups.datasets(group, false));
    }

    /**
     * A dataset, if there is one at the path.
     *
     * @throws BadDataException if it cannot be read, or is in another file
     */
    public Optional<HdfDataset> dataset(String path) throws IOException {
        return HdfFaults.guard(() -> {
            ObjectHeader header = groups.find(path);
            return header == null || !header.hasMessageOfType(DataLayoutMessage.class)
                    ? Optional.empty()
                    : Optional.of(new HdfDataset(storage, header));
        });
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
