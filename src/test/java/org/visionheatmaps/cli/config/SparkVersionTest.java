package org.visionheatmaps.cli.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.spark.run.JobFailedException;

@Tag("spark")
class SparkVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"3.4.4", "3.3.2.3.3.7190.0-91", "2.4.8", "3.4"})
    void anOlderOneIsRefusedInOneSentence(String version) {
        String message = assertThrows(JobFailedException.class, () -> SparkVersion.requireSupported(version))
                .getMessage();
        assertTrue(message.startsWith("This is Spark " + version + ", but Spark 3.5 or later is needed"), message);
        assertEquals(1, message.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.0", "3.5.9-amzn-1", "4.0.0", "4.1.3", "10.0.0", "3.10.0", "", "unknown"})
    void aLaterOneIsTaken(String version) {
        assertDoesNotThrow(() -> SparkVersion.requireSupported(version));
    }

    @Test
    void sparkSaysItsVersion() {
        assertDoesNotThrow(() -> SparkVersion.requireSupported(getClass().getClassLoader()));
        ClassLoader old = new ClassLoader(null) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return new ByteArrayInputStream("version=3.2.1\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        };
        assertThrows(JobFailedException.class, () -> SparkVersion.requireSupported(old));
        assertTrue(getClass().getClassLoader().getResource("spark-version-info.properties") != null);
    }
}
