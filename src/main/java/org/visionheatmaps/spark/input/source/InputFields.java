package org.visionheatmaps.spark.input.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.text.FieldPath;
import org.visionheatmaps.text.NearestName;

/**
 * The columns of an input, and the fields of those that are structs, by the names that users give.
 *
 * @param schema of the input
 * @param unusable columns that its rows do not have, by name
 */
public record InputFields(StructType schema, Map<String, InputFiles.Unusable> unusable) {
    private static final Logger LOG = LogManager.getLogger(InputFields.class);

    /**
     * A column by name, as Spark resolves it: exactly, or else without regard to case; or a field of a struct by its path, whose name
     * then is the path.
     */
    public Optional<StructField> find(String name) {
        Optional<StructField> column = find(schema, name);
        if (column.isPresent()) {
            return column;
        }
        StructType struct = schema;
        List<String> names = FieldPath.parse(name);
        for (int n = 0; n < names.size(); n++) {
            Optional<StructField> field = find(struct, names.get(n));
            if (field.isEmpty()) {
                return Optional.empty();
            }
            if (n == names.size() - 1) {
                return Optional.of(new StructField(
                        name, field.get().dataType(), true, field.get().metadata()));
            }
            if (!(field.get().dataType() instanceof StructType inner)) {
                return Optional.empty();
            }
            struct = inner;
        }
        return Optional.empty();
    }

    private static Optional<StructField> find(StructType struct, String name) {
        return Arrays.stream(struct.fields())
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() -> Arrays.stream(struct.fields())
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    /** The column of a name or path that was found. */
    public Column column(String name) {
        if (find(schema, name).isPresent()) {
            return InputFiles.column(find(schema, name).orElseThrow().name());
        }
        List<String> names = FieldPath.parse(name);
        Column column =
                InputFiles.column(find(schema, names.get(0)).orElseThrow().name());
        for (String field : names.subList(1, names.size())) {
            column = column.getField(field);
        }
        return column;
    }

    /**
     * A column that must be there.
     *
     * @param option that names it
     * @throws IllegalArgumentException if it is not; the message has the nearest name
     */
    public StructField required(String name, String option) {
        InputFiles.Unusable why = unusable.get(FieldPath.parse(name).get(0));
        if (why != null) {
            throw new IllegalArgumentException(
                    "The column '" + name + "' (" + option + ") cannot be read: " + why.why());
        }
        return find(name).orElseThrow(() -> absent(name, option));
    }

    private IllegalArgumentException absent(String name, String option) {
        List<String> names = names();
        String hint = fieldNamed(name)
                .map(path -> ": did you mean '" + path + "'?")
                .orElseGet(() -> NearestName.hint(name, names));
        boolean isOfColumn = option.endsWith("-column");
        return new IllegalArgumentException("The input has no column '" + name + "'"
                + (isOfColumn ? "" : " for " + option)
                + hint
                + (isOfColumn ? " (it has: " + String.join(", ", names) + "); " + option + " names another" : ""));
    }

    /** The path of the first field of a struct that has this name. */
    public Optional<String> fieldNamed(String name) {
        return names().stream()
                .filter(path -> path.toLowerCase(Locale.ROOT).endsWith("." + name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The columns, each followed by the paths of its fields if it is a struct, as options take them. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (StructField field : schema.fields()) {
            names.add(field.name());
            paths(FieldPath.quoted(field.name()), field.dataType()).forEach(names::add);
        }
        return names;
    }

    /** The paths of the fields of a column, if it is a struct, and of theirs. */
    private static Stream<String> paths(String prefix, DataType type) {
        if (!(type instanceof StructType struct)) {
            return Stream.empty();
        }
        return Arrays.stream(struct.fields()).flatMap(field -> {
            String path = prefix + "." + FieldPath.quoted(field.name());
            return Stream.concat(Stream.of(path), paths(path, field.dataType()));
        });
    }

    /**
     * Makes sure that all columns can be carried but those of no type, which are logged.
     *
     * @param own columns that are not carried
     * @throws IllegalArgumentException naming one that has different types in different files
     */
    public void requireUsable(List<String> own) {
        unusable.forEach((name, why) -> {
            if (own.stream().anyMatch(name::equalsIgnoreCase)) {
                return;
            }
            if (why.isWanted()) {
                throw new IllegalArgumentException("The column '" + name + "' cannot be carried: " + why.why());
            }
            LOG.warn("The column '{}' is not carried: {}, which Spark cannot read", name, why.why());
        });
    }
}
