package org.visionheatmaps.cli.config;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Starts Spark: a cluster's, or the embedded one with settings for a single machine. Sets nothing that a user has set. */
public final class SparkSessions {
    private static final String MASTER = "spark.master";
    private static final String DEFAULTS = "spark-defaults.conf";

    private SparkSessions() {}

    /**
     * What Spark is started with.
     *
     * @param master where it runs
     * @param values settings to make, besides those that Spark finds by itself
     */
    public record Settings(String master, Map<String, String> values) {}

    /** Whether {@code spark-submit} started this process: it says so in a system property. */
    static boolean isSubmitted() {
        return System.getProperty("spark.submit.deployMode") != null;
    }

    /** The settings of this process, with the master of the command line, or null. */
    public static Settings settings(String master) {
        Map<String, String> defaults = isSubmitted() ? Map.of() : defaults(System.getenv("SPARK_CONF_DIR"));
        return settings(master, System::getProperty, defaults, isSubmitted());
    }

    /**
     * @param master of the command line, or null
     * @param given what a user has set already, which Spark reads by itself
     * @param defaults of {@code spark-defaults.conf}, which only {@code spark-submit} reads by itself
     */
    public static Settings settings(
            String master, Function<String, String> given, Map<String, String> defaults, boolean submitted) {
        Map<String, String> values = new TreeMap<>(defaults);
        values.keySet().removeIf(key -> given.apply(key) != null);
        String chosen = master;
        if (chosen == null) {
            chosen = given.apply(MASTER);
        }
        if (chosen == null) {
            chosen = values.getOrDefault(MASTER, "local[*]");
        }
        values.put(MASTER, chosen);
        if (!submitted) {
            Map<String, String> embedded = chosen.startsWith("local")
                    ? Map.of(
                            "spark.ui.enabled", "false",
                            "spark.driver.host", "127.0.0.1",
                            "spark.driver.bindAddress", "127.0.0.1")
                    : Distribution.jobJar()
                            .map(jar -> Map.of("spark.jars", jar.toString()))
                            .orElse(Map.of());
            embedded.forEach((key, value) -> {
                if (given.apply(key) == null) {
                    values.putIfAbsent(key, value);
                }
            });
        }
        return new Settings(chosen, values);
    }

    /**
     * Opens a session; closing it stops Spark.
     *
     * @throws org.visionheatmaps.spark.run.JobFailedException if this Spark is too old
     */
    public static SparkSession open(Settings settings, String name) {
        SparkVersion.requireSupported(SparkSessions.class.getClassLoader());
        SparkSession.Builder builder = SparkSession.builder();
        settings.values().forEach(builder::config);
        if (System.getProperty("spark.app.name") == null || isNamedByClass()) {
            builder.appName(name);
        }
        return builder.getOrCreate();
    }

    /** spark-submit calls an application after its main class unless a user names it. */
    private static boolean isNamedByClass() {
        return "org.visionheatmaps.cli.Main".equals(System.getProperty("spark.app.name"));
    }

    /** The defaults in a folder of Spark's configuration, or in that of this distribution. */
    private static Map<String, String> defaults(String sparkConfDir) {
        if (sparkConfDir != null) {
            return read(Path.of(sparkConfDir, DEFAULTS));
        }
        return Distribution.home()
                .map(home -> read(home.resolve("conf").resolve(DEFAULTS)))
                .orElse(Map.of());
    }

    /** Reads a file of properties as Spark does; none is empty. */
    static Map<String, String> read(Path file) {
        Map<String, String> values = new TreeMap<>();
        if (Files.isRegularFile(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + file + " cannot be read", e);
            }
            properties.stringPropertyNames().stream()
                    .filter(key -> key.startsWith("spark."))
                    .forEach(key -> values.put(key, properties.getProperty(key).strip()));
        }
        return values;
    }
}
