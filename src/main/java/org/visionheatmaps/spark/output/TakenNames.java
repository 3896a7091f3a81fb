package org.visionheatmaps.spark.output;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.OutputName;

/** The files of an output that earlier runs of a series have written, asked for by tasks. */
public final class TakenNames implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final HadoopSettings settings;
    private transient FileSystem fileSystem;

    /**
     * @param folder of the output
     * @param settings of its file system
     */
    public TakenNames(String folder, HadoopSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Whether the file of a row is there, or the folder of a row of several elements. */
    boolean has(String path) {
        Path output = new Path(folder);
        try {
            if (fileSystem == null) {
                fileSystem = output.getFileSystem(settings.configuration());
            }
            return fileSystem.exists(new Path(output, path))
                    || fileSystem.exists(new Path(output, OutputName.batchFolder(path)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into the output " + folder + ": " + e.getMessage(), e);
        }
    }
}
