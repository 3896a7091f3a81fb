package org.visionheatmaps.color;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where the colours of a scheme come from.
 *
 * @param origin package and version, or a file, or the text of a pipeline
 * @param licence under which it may be passed on; empty if unknown
 * @param credit who made it; empty if unknown
 */
public record SchemeSource(String origin, String licence, String credit) implements Serializable {
    /** Colours written in a pipeline's text. */
    static final SchemeSource TEXT = new SchemeSource("the pipeline's text", "", "");

    public SchemeSource {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(licence);
        Objects.requireNonNull(credit);
    }

    /** Colours from a file, by its name without folders. */
    public static SchemeSource file(String name) {
        return new SchemeSource("file " + name, "", "");
    }
}
