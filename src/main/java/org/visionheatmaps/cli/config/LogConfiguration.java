package org.visionheatmaps.cli.config;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.visionheatmaps.text.VisibleStream;

/**
 * Which Log4j configuration is in force: the user's, the cluster's, or, by default, ours, which keeps Spark's chatter
 * away. To be asked before any class that logs is loaded.
 */
public final class LogConfiguration {
    /** The build puts {@code conf/log4j2.properties} here. */
    static final String OURS = "org/visionheatmaps/cli/config/log4j2.properties";

    private static final String PROPERTY = "log4j2.configurationFile";

    private LogConfiguration() {}

    /** Chooses ours, unless there is another. */
    public static void choose() {
        ClassLoader loader = LogConfiguration.class.getClassLoader();
        if (!isChosen(loader) && loader.getResource(OURS) != null) {
            System.setProperty(PROPERTY, "classpath:" + OURS);
        }
    }

    /** Escapes what is printed to this process's streams from now on, see {@link VisibleStream}; a log that follows them as well. */
    public static void guardStreams() {
        System.setOut(guarded(System.out));
        System.setErr(guarded(System.err));
    }

    private static PrintStream guarded(PrintStream stream) {
        return new PrintStream(new VisibleStream(stream), true, StandardCharsets.UTF_8);
    }

    private static boolean isChosen(ClassLoader loader) {
        return SparkSessions.isSubmitted()
                || System.getProperty(PROPERTY) != null
                || System.getProperty("log4j.configurationFile") != null
                || System.getenv("LOG4J_CONFIGURATION_FILE") != null
                || Stream.of("properties", "xml", "yaml", "yml", "json", "jsn")
                        .anyMatch(extension -> loader.getResource("log4j2." + extension) != null);
    }
}
