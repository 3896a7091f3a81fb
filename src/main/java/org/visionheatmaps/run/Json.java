package org.visionheatmaps.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** Documents for people and programs: indented, names in snake case. */
public final class Json {
    /** The deepest document has eight levels. */
    static final int MAX_DEPTH = 64;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    public static String write(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document that cannot be written as JSON", e);
        }
    }

    /**
     * @param what the document is, for the message
     * @throws IllegalArgumentException if it is something else
     */
    public static <T> T read(String json, Class<T> type, String what) {
        T document;
        try {
            document = MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not " + what + ": " + problem(e), e);
        }
        if (document == null) {
            throw new IllegalArgumentException("Not " + what + ": the document is null");
        }
        return document;
    }

    private static String problem(JsonProcessingException e) {
        // What a record of ours says of its values; otherwise without where an object began, which the parser states
        // only of sources
        // that it may show.
        String problem = e.getCause() instanceof IllegalArgumentException ours
                ? ours.getMessage()
                : e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
        JsonLocation place = e.getLocation();
        return place == null || place.getLineNr() < 1
                ? problem
                : problem + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }

    /**
     * A value that a document needs.
     *
     * @throws IllegalArgumentException if it is null
     */
    public static <T> T required(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing or null");
        }
        return value;
    }

    /** A list that a document needs, none of whose entries is null. */
    public static <T> List<T> required(String name, List<T> values) {
        required(name, (Object) values);
        values.forEach(value -> required(name, (Object) value));
        return List.copyOf(values);
    }

    /** A mapping that a document needs, none of whose values is null. */
    public static <M extends Map<?, ?>> M required(String name, M values) {
        required(name, (Object) values);
        values.values().forEach(value -> required(name, (Object) value));
        return values;
    }
}
