package org.visionheatmaps.io.image;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folders in which a path of a row may lie. Rows are not trusted: whatever a path names, no file system is opened but one of these
 * folders' own, and no file is read that lies elsewhere.
 *
 * @param roots folders or files with scheme and authority, as {@link Path} prints them
 * @param defaultFileSystem the file system of paths without a scheme
 */
public record ImageRoots(List<String> roots, URI defaultFileSystem) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);
    private static final String LOCAL = "file";
    /** Object stores refuse longer names with errors that look like those of a store that fails. */
    private static final int MAX_PATH_BYTES = 1024;

    /** Copies the list. */
    public ImageRoots {
        roots = List.copyOf(roots);
    }

    /** Roots that are qualified, for the default file system of a configuration. */
    public static ImageRoots of(List<Path> qualified, Configuration configuration) {
        return new ImageRoots(
                qualified.stream().map(Path::toString).distinct().toList(), FileSystem.getDefaultUri(configuration));
    }

    /**
     * Where a path leads: an absolute one or one with a scheme to itself, any other to a file below a folder. Names may have any
     * characters. Looks at the text only.
     *
     * @param folder of relative paths
     * @return nothing if that is below none of the roots
     */
    Optional<Path> resolve(String path, Path folder) {
        if (path.isEmpty()
                || path.indexOf('\0') >= 0
                || path.length() > MAX_PATH_BYTES
                || path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            return Optional.empty();
        }
        try {
            Path target = qualified(parsed(path, folder));
            boolean leavesRoot =
                    Arrays.asList(target.toUri().getPath().split("/")).contains("..");
            return !leavesRoot && roots.stream().anyMatch(root -> isBelow(new Path(root), target))
                    ? Optional.of(target)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Path parsed(String path, Path folder) {
        if (WITH_SCHEME.matcher(path).matches()) {
            return new Path(path);
        }
        if (path.startsWith("/")) {
            return new Path(null, null, path);
        }
        URI base = folder.toUri();
        return new Path(base.getScheme(), base.getAuthority(), base.getPath() + "/" + path);
    }

    private Path qualified(Path path) {
        URI uri = path.toUri();
        String scheme =
                (uri.getScheme() == null ? defaultFileSystem.getScheme() : uri.getScheme()).toLowerCase(Locale.ROOT);
        String authority = uri.getAuthority();
        if (authority == null && scheme.equals(defaultFileSystem.getScheme())) {
            authority = defaultFileSystem.getAuthority();
        }
        return new Path(scheme, authority, uri.getPath());
    }

    private boolean isBelow(Path root, Path target) {
        URI allowed = qualified(root).toUri();
        URI wanted = target.toUri();
        return allowed.getScheme().equals(wanted.getScheme())
                && isSame(allowed.getAuthority(), wanted.getAuthority())
                && (wanted.getPath().equals(allowed.getPath())
                        || wanted.getPath().startsWith(allowed.getPath().replaceFirst("/?$", "/")));
    }

    private static boolean isSame(String authority, String other) {
        return Objects.equals(authority, other) || authority != null && authority.equalsIgnoreCase(other);
    }

    static boolean isLocal(Path path) {
        return LOCAL.equals(path.toUri().getScheme());
    }

    /**
     * The file itself behind the symbolic links of a local path.
     *
     * @return nothing if that is no regular file (a folder, a pipe, a device, nothing), or lies below none of the roots
     */
    Optional<Path> real(Path local) {
        try {
            java.nio.file.Path real =
                    java.nio.file.Path.of(local.toUri().getPath()).toRealPath();
            return Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) && isBelowRealRoot(real)
                    ? Optional.of(new Path(LOCAL, null, real.toString()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isBelowRealRoot(java.nio.file.Path real) throws IOException {
        for (String root : roots) {
            Path allowed = new Path(root);
            java.nio.file.Path folder = java.nio.file.Path.of(allowed.toUri().getPath());
            if (isLocal(qualified(allowed)) && Files.exists(folder) && real.startsWith(folder.toRealPath())) {
                return true;
            }
        }
        return false;
    }
}
