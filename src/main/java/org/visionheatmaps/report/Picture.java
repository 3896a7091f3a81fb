package org.visionheatmaps.report;

import java.util.Base64;

/**
 * A picture as a page holds it.
 *
 * @param title what it shows, in a word
 * @param uri the encoded picture as a {@code data:} URI
 */
public record Picture(String title, String uri) {
    /** A PNG file. */
    static Picture png(String title, byte[] file) {
        return new Picture(title, "data:image/png;base64," + Base64.getEncoder().encodeToString(file));
    }

    /** A JPEG file. */
    static Picture jpeg(String title, byte[] file) {
        return new Picture(
                title, "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(file));
    }
}
