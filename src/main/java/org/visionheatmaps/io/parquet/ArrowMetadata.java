package org.visionheatmaps.io.parquet;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.visionheatmaps.io.arrow.SchemaCheck;
import org.visionheatmaps.io.arrow.TensorType;

/** What writers that use Arrow say of a Parquet file's columns: its Arrow schema, which they put into the footer. */
final class ArrowMetadata {
    private static final String KEY = "ARROW:schema";

    private ArrowMetadata() {}

    /**
     * The type of tensors of one shape that a column has, if it is said.
     *
     * @param footer the keys and values of a footer
     * @throws IllegalArgumentException if what is said cannot be read, or contradicts itself
     */
    static Optional<TensorType> tensor(Map<String, String> footer, String column) {
        String encoded = footer.get(KEY);
        if (encoded == null) {
            return Optional.empty();
        }
        try {
            return SchemaCheck.ofMessage(Base64.getDecoder().decode(encoded)).getFields().stream()
                    .filter(field -> field.getName().equalsIgnoreCase(column))
                    .findFirst()
                    .flatMap(TensorType::of)
                    .filter(TensorType::isFixed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its Arrow schema cannot be read: " + e.getMessage(), e);
        }
    }
}
