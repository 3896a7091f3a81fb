package org.visionheatmaps.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.cli.options.SparkOptions;

/** What Spark is started with. */
@Tag("spark")
class SparkSessionsTest {
    private static SparkSessions.Settings settings(
            String master, Map<String, String> given, Map<String, String> defaults, boolean submitted) {
        return SparkSessions.settings(master, given::get, defaults, submitted);
    }

    @Test
    void theMasterIsThatOfTheCommandLineThenOfTheUserThenOfTheDefaults() {
        Map<String, String> given = Map.of("spark.master", "given");
        Map<String, String> defaults = Map.of("spark.master", "default");
        assertEquals("local[2]", settings("local[2]", given, defaults, false).master());
        assertEquals("given", settings(null, given, defaults, false).master());
        assertEquals("default", settings(null, Map.of(), defaults, false).master());
        assertEquals("local[*]", settings(null, Map.of(), Map.of(), false).master());
    }

    @Test
    void theEmbeddedSparkStaysOnThisMachine() {
        Map<String, String> values = settings(null, Map.of(), Map.of(), false).values();
        assertEquals("false", values.get("spark.ui.enabled"));
        assertEquals("127.0.0.1", values.get("spark.driver.host"));
        assertEquals("127.0.0.1", values.get("spark.driver.bindAddress"));
    }

    @Test
    void whatAUserSetIsLeftAlone() {
        Map<String, String> given = Map.of("spark.ui.enabled", "true");
        Map<String, String> defaults = Map.of("spark.driver.host", "here", "spark.ui.enabled", "false");
        Map<String, String> values = settings(null, given, defaults, false).values();
        assertFalse(values.containsKey("spark.ui.enabled"));
        assertEquals("here", values.get("spark.driver.host"));
    }

    @Test
    void underSparkSubmitOnlyTheMasterIsSet() {
        assertEquals(
                Map.of("spark.master", "yarn"),
                settings(null, Map.of("spark.master", "yarn"), Map.of(), true).values());
    }

    @Test
    void theDefaultsThatComeWithThisAreRead() {
        Map<String, String> defaults = SparkSessions.read(Path.of("conf/spark-defaults.conf"));
        assertTrue(defaults.get("spark.executor.extraJavaOptions").contains("ParallelGC"), defaults::toString);
        assertFalse(defaults.containsKey("spark.master"));
        assertEquals(Map.of(), SparkSessions.read(Path.of("conf/no-such-file")));
    }

    @Test
    void aLocaleOfAsciiIsToldFromOthers() {
        assertTrue(SparkOptions.isBlindToLetters("ANSI_X3.4-1968"));
        assertFalse(SparkOptions.isBlindToLetters("UTF-8"));
        assertFalse(SparkOptions.isBlindToLetters(null));
    }
}
