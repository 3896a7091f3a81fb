package org.visionheatmaps.it;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The object store of the pages: {@code s3a://lake/a/b} is the file {@code lake/a/b} in the folder that the process began in. */
public final class LakeFolder extends RawLocalFileSystem {
    private URI uri;

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        uri = URI.create(name.getScheme() + "://" + name.getAuthority());
        super.initialize(name, configuration);
        setConf(configuration);
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(uri + "/");
    }

    @Override
    protected Path getInitialWorkingDirectory() {
        return getWorkingDirectory();
    }

    @Override
    public Path getHomeDirectory() {
        return getWorkingDirectory();
    }

    @Override
    public File pathToFile(Path path) {
        return new File(
                new File(System.getProperty("user.dir"), uri.getAuthority()),
                path.toUri().getPath());
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return of(super.getFileStatus(path), makeQualified(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        FileStatus[] all = super.listStatus(path);
        boolean isFile = pathToFile(path).isFile();
        for (int k = 0; k < all.length; k++) {
            Path place = makeQualified(path);
            all[k] =
                    of(all[k], isFile ? place : new Path(place, all[k].getPath().getName()));
        }
        return all;
    }

    /** The status of a local file, by its name here. */
    private static FileStatus of(FileStatus local, Path name) {
        return new FileStatus(
                local.getLen(), local.isDirectory(), 1, local.getBlockSize(), local.getModificationTime(), name);
    }
}
