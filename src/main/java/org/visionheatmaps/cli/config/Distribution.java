package org.visionheatmaps.cli.config;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Where this software lies, and what lies beside it. */
public final class Distribution {
    /** The system property that names the folder, if the jar does not lie in it. */
    static final String HOME = "visionheatmaps.home";

    private Distribution() {}

    /** The folder of the distribution; none in a cluster's work folder. */
    static Optional<Path> home() {
        String named = System.getProperty(HOME);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return jobJar().map(Path::getParent).filter(folder -> Files.isDirectory(folder.resolve("conf")));
    }

    /** The jar with these classes, if they come from one. */
    static Optional<Path> jobJar() {
        CodeSource source = Distribution.class.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A class path entry that is no URI: " + source.getLocation(), e);
        }
    }

    /**
     * The sample that comes with this software.
     *
     * @throws IllegalArgumentException if it is not there; the message says how to name it
     */
    public static Path sample() {
        return home().map(home -> home.resolve("sample").resolve("attributions.parquet"))
                .filter(Files::exists)
                .orElseThrow(() -> new IllegalArgumentException("The sample is not beside the jar"
                        + home().map(home -> " in " + home).orElse("")
                        + ": name its Parquet file with --sample, or the distribution's folder with -D" + HOME));
    }
}
