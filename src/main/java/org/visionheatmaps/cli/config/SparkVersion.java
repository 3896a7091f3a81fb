package org.visionheatmaps.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.visionheatmaps.spark.run.JobFailedException;

/** The version of the Spark on the class path. */
final class SparkVersion {
    private static final String INFO = "spark-version-info.properties";
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final int OLDEST_MAJOR = 3;
    private static final int OLDEST_MINOR = 5;

    private SparkVersion() {}

    /**
     * Fails where the job cannot run, before a class is missed. A version that says nothing of itself is taken.
     *
     * @throws JobFailedException below Spark 3.5
     */
    static void requireSupported(ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(INFO)) {
            if (in != null) {
                Properties info = new Properties();
                info.load(in);
                requireSupported(info.getProperty("version", ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Spark's version cannot be read", e);
        }
    }

    static void requireSupported(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return;
        }
        int major = Integer.parseInt(numbers.group(1));
        if (major < OLDEST_MAJOR || major == OLDEST_MAJOR && Integer.parseInt(numbers.group(2)) < OLDEST_MINOR) {
            throw new JobFailedException(
                    "This is Spark " + version + ", but Spark 3.5 or later is needed: use the"
                            + " spark-submit of a later one, or the embedded Spark (scripts/vision-heatmaps without SPARK_HOME)");
        }
    }
}
