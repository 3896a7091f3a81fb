package org.visionheatmaps.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What the Python package {@code datasets} wants to know of a Parquet file: which columns are images. It looks for a JSON document
 * under the key {@code huggingface} in the footer; columns that the document does not name are what their types are.
 */
public final class ImageFeatures {
    private static final String KEY = "huggingface";

    private ImageFeatures() {}

    /** Options of a Parquet write whose columns of type {@code struct<bytes: binary, path: string>} are images. */
    public static Map<String, String> options(StructType schema) {
        Map<String, Map<String, String>> features = new TreeMap<>();
        for (StructField field : schema.fields()) {
            if (isImage(field)) {
                features.put(field.name(), Map.of("_type", "Image"));
            }
        }
        if (features.isEmpty()) {
            return Map.of();
        }
        try {
            String document = new ObjectMapper().writeValueAsString(Map.of("info", Map.of("features", features)));
            return Map.of(
                    FooterCommitter.OPTION, FooterCommitter.class.getName(), FooterCommitter.PREFIX + KEY, document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Names of columns that cannot be written as JSON", e);
        }
    }

    private static boolean isImage(StructField field) {
        return field.dataType() instanceof StructType struct
                && struct.size() == 2
                && struct.fields()[0].name().equals("bytes")
                && struct.fields()[0].dataType().equals(DataTypes.BinaryType)
                && struct.fields()[1].name().equals("path")
                && struct.fields()[1].dataType().equals(DataTypes.StringType);
    }
}
