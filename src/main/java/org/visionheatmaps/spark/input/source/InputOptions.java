package org.visionheatmaps.spark.input.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.tensor.Layout;

/**
 * Where attributions are and how their values are laid out.
 *
 * @param paths files, folders or globs on any Hadoop file system; none if the input is a table or a query
 * @param columns the names of the columns
 * @param layout the declared order of the dimensions
 * @param shape the sizes in that order, for values that carry no shape of their own
 * @param dtype what binary values are, unless a column tells
 * @param where a predicate in Spark SQL; rows for which it is not true are not read
 * @param source what the input consists of
 * @param images where photographs are
 */
public record InputOptions(
        List<String> paths,
        Columns columns,
        Layout layout,
        Optional<List<Integer>> shape,
        DType dtype,
        Optional<String> where,
        InputSource source,
        ImageOptions images)
        implements Serializable {
    public InputOptions {
        paths = List.copyOf(paths);
        boolean isNamed = source.table().isPresent() || source.query().isPresent();
        if (isNamed && !paths.isEmpty()) {
            throw new IllegalArgumentException("An input is either paths, a table or a query, but got the path "
                    + paths.get(0) + " too: leave out --input, or --input-table and --input-query");
        }
        if (!isNamed && paths.isEmpty() && source.files().isPresent()) {
            throw new IllegalArgumentException(
                    "An input is needed: --input PATH, --input-table NAME or --input-query 'SELECT …'");
        }
        shape = shape.map(List::copyOf);
        shape.ifPresent(sizes -> {
            if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size <= 0)) {
                throw new IllegalArgumentException(
                        "A shape needs sizes of at least 1, such as 3,224,224, but got " + sizes);
            }
        });
    }

    /** Paths with every default: columns by their usual names, NCHW, float32. */
    public static InputOptions of(String... paths) {
        return of(InputSource.DEFAULT, List.of(paths));
    }

    /** The same of any source; tables and queries have no paths. */
    public static InputOptions of(InputSource source, List<String> paths) {
        return new InputOptions(
                paths,
                Columns.DEFAULT,
                Layout.NCHW,
                Optional.empty(),
                DType.FLOAT32,
                Optional.empty(),
                source,
                ImageOptions.DEFAULT);
    }

    /** The same with other paths. */
    public InputOptions withPaths(List<String> others) {
        return new InputOptions(others, columns, layout, shape, dtype, where, source, images);
    }

    /** The same of some files alone, whose rows may name the same images. */
    public InputOptions of(FileBatch batch) {
        List<String> roots = new ArrayList<>(images.roots());
        roots.addAll(paths);
        return withPaths(batch.files().stream()
                        .map(file -> InputListing.pattern(file.path()))
                        .toList())
                .withImages(images.withRoots(roots));
    }

    /** The same with other columns. */
    public InputOptions withColumns(Columns others) {
        return new InputOptions(paths, others, layout, shape, dtype, where, source, images);
    }

    /** The same with another layout. */
    public InputOptions withLayout(Layout other) {
        return new InputOptions(paths, columns, other, shape, dtype, where, source, images);
    }

    /** The same with a shape for values that carry none. */
    public InputOptions withShape(List<Integer> sizes) {
        return new InputOptions(paths, columns, layout, Optional.of(sizes), dtype, where, source, images);
    }

    /** The same with another type of binary values. */
    public InputOptions withDType(DType other) {
        return new InputOptions(paths, columns, layout, shape, other, where, source, images);
    }

    /** The same, of only the rows for which a predicate in Spark SQL is true. */
    public InputOptions withWhere(String predicate) {
        return new InputOptions(paths, columns, layout, shape, dtype, Optional.of(predicate), source, images);
    }

    /** The same, opened otherwise. */
    public InputOptions withSource(InputSource other) {
        return new InputOptions(paths, columns, layout, shape, dtype, where, other, images);
    }

    /** The same with photographs elsewhere, or read otherwise. */
    public InputOptions withImages(ImageOptions others) {
        return new InputOptions(paths, columns, layout, shape, dtype, where, source, others);
    }

    /**
     * Names of columns, or paths of fields of nested ones ({@code sample.image}). All but the attribution's may be absent from the data
     * unless they are named.
     *
     * @param attribution the values
     * @param id a string, number, time or UUID; without it an element is named by file and row
     * @param shape sizes in the order of the layout
     * @param dtype the type of binary values, by its NumPy name
     * @param image the photograph: encoded bytes, a path, a struct of both, Spark's struct of an image, or numbers
     * @param named those that must be there, each with the option that names it
     */
    public record Columns(
            String attribution, String id, String shape, String dtype, String image, Map<String, String> named)
            implements Serializable {
        public static final Columns DEFAULT = new Columns("attribution", "id", "shape", "dtype", "image");

        public Columns {
            named = new TreeMap<>(named);
        }

        /** Columns of which all but the attribution's may be absent. */
        public Columns(String attribution, String id, String shape, String dtype, String image) {
            this(attribution, id, shape, dtype, image, Map.of());
        }
    }
}
