package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the job's jar has besides classes, and that all of its classes are under the project's own name. */
@Tag("fast")
class JobJarIT {
    private static final Path PROJECT = Path.of(System.getProperty("visionheatmaps.project"));
    private static final Path JAR = Distribution.home().resolve("vision-heatmaps-job.jar");

    @Test
    void theLicenceAndWhoseWorkIsInItAreInTheJar() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (String name : List.of("LICENSE", "NOTICE")) {
                byte[] inside =
                        jar.getInputStream(jar.getEntry("META-INF/" + name)).readAllBytes();
                assertArrayEquals(Files.readAllBytes(PROJECT.resolve(name)), inside, name);
                assertNull(jar.getEntry(name), "another work's " + name + " at the root");
            }
            String notice = Files.readString(PROJECT.resolve("NOTICE"), StandardCharsets.UTF_8);
            for (String library : List.of("picocli", "snakeyaml-engine", "jte-runtime", "com.twelvemonkeys", "jhdf")) {
                assertTrue(notice.contains(library), library);
            }
        }
    }

    @Test
    void noClassCanClashWithAClusters() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> others = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/versions/"))
                    .filter(name -> !name.startsWith("org/visionheatmaps/"))
                    .toList();
            assertEquals(List.of(), others);
        }
    }
}
