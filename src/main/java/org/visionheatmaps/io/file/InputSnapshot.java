package org.visionheatmaps.io.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.file.InputListing.ListedFile;

/**
 * The versions of an input's files as a run found them. If no file is of another version at the end, all stages of the run have
 * read the same contents.
 *
 * @param paths files, folders or globs that hold the files, so that they are listed in few requests
 * @param files the versions, by path as a URI
 */
public record InputSnapshot(List<String> paths, Map<String, FileVersion> files) {
    public InputSnapshot {
        paths = List.copyOf(paths);
        files = Map.copyOf(files);
    }

    /**
     * Lists files.
     *
     * @throws IOException if folders cannot be listed
     */
    public static InputSnapshot of(List<String> paths, Configuration configuration) throws IOException {
        Map<String, FileVersion> files = new HashMap<>();
        for (ListedFile file : InputListing.of(paths, configuration)) {
            files.put(file.path(), file.version());
        }
        return new InputSnapshot(paths, files);
    }

    /**
     * Fails if a file has changed or is gone. New files do not matter.
     *
     * @throws ChangedFileException naming the file
     * @throws IOException if the file system fails
     */
    public void requireUnchanged(Configuration configuration) throws IOException {
        Map<String, FileVersion> now;
        try {
            now = of(paths, configuration).files();
        } catch (FileNotFoundException e) {
            now = Map.of();
        }
        for (Map.Entry<String, FileVersion> file : files.entrySet()) {
            FileVersion found = now.get(file.getKey());
            if (found != null) {
                file.getValue().requireSame(file.getKey(), found);
            } else {
                file.getValue().requireAt(file.getKey(), new Path(URI.create(file.getKey())), configuration);
            }
        }
    }
}
