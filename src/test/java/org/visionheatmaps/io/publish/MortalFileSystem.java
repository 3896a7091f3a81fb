package org.visionheatmaps.io.publish;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system in a local folder that dies after so many changes, as seen by a driver that is killed there: nothing works any more,
 * not even clearing up. As {@code s3a} it is taken for an object store.
 */
public final class MortalFileSystem extends RawLocalFileSystem {
    private static final AtomicInteger CHANGES_LEFT = new AtomicInteger(Integer.MAX_VALUE);
    private static final Set<String> FOREIGN = ConcurrentHashMap.newKeySet();
    private URI uri;

    /** An error, since exceptions are what the code under test may recover from. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    public static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        for (String scheme : new String[] {"mortal", "s3a"}) {
            configuration.setClass("fs." + scheme + ".impl", MortalFileSystem.class, RawLocalFileSystem.class);
            configuration.setBoolean("fs." + scheme + ".impl.disable.cache", true);
        }
        return configuration;
    }

    public static void dieAfter(int changes) {
        CHANGES_LEFT.set(changes);
    }

    public static void live() {
        CHANGES_LEFT.set(Integer.MAX_VALUE);
        FOREIGN.clear();
    }

    /** Says that what has this name belongs to another user. */
    public static void giveAway(String name) {
        FOREIGN.add(name);
    }

    private static void change() {
        if (CHANGES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            throw new Killed();
        }
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        uri = URI.create(name.getScheme() + "://bucket/");
        setConf(configuration);
    }

    @Override
    public URI getUri() {
        return uri == null ? super.getUri() : uri;
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        change();
        return super.create(file, overwrite, buffer, replication, block, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        return create(file, overwrite, buffer, replication, block, progress);
    }

    /** Would cost a process each time. */
    @Override
    public void setPermission(Path path, FsPermission permission) {}

    /** Without the process that asks for the owner's name. */
    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        FileStatus status = super.getFileStatus(path);
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                status.getReplication(),
                status.getBlockSize(),
                status.getModificationTime(),
                0,
                null,
                FOREIGN.contains(path.getName()) ? "mallory" : "alice",
                "staff",
                status.getPath());
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        change();
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        change();
        return super.delete(path, recursive);
    }

    @Override
    public boolean mkdirs(Path folder) throws IOException {
        change();
        return super.mkdirs(folder);
    }
}
