package org.visionheatmaps.reference;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.visionheatmaps.tensor.RgbImage;

/**
 * One row of the reference's cases: what a pipeline must give for an input.
 *
 * @param image null where there is none
 * @param tolerance the largest difference of a byte that is right
 */
public record ReferenceCase(String pipeline, String input, String image, String expected, int tolerance) {
    public static List<ReferenceCase> all() {
        return json("cases.json", new TypeReference<>() {});
    }

    public Npy attribution() throws IOException {
        return Npy.read(open(input));
    }

    /** The photograph, or null. */
    public RgbImage photograph() throws IOException {
        return image == null ? null : Pixels.decode(open(image));
    }

    public RgbImage expectedPixels() throws IOException {
        return Pixels.decode(open(expected));
    }

    /** A plain id. */
    public String id() {
        return expected.replaceFirst(".*/", "").replaceFirst("\\.png$", "");
    }

    public static InputStream open(String path) {
        InputStream stream = ReferenceCase.class.getResourceAsStream("/reference/" + path);
        if (stream == null) {
            throw new IllegalStateException("No test resource /reference/" + path);
        }
        return stream;
    }

    static <T> T json(String path, TypeReference<T> type) {
        try (InputStream in = open(path)) {
            return new ObjectMapper().readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return pipeline + " of " + input + (image == null ? "" : " with its photograph");
    }
}
