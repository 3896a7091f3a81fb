package org.visionheatmaps.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Name and version of this software, as the build wrote them.
 */
public record Software(String name, String version) {
    /** What this jar is. */
    public static Software current() {
        try (InputStream resource = Software.class.getResourceAsStream("software.properties")) {
            Properties properties = new Properties();
            properties.load(resource);
            return new Software(properties.getProperty("name"), properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException("The version of this jar cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
