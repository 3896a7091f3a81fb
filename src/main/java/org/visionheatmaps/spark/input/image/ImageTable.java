package org.visionheatmaps.spark.input.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.file.InputSnapshot;
import org.visionheatmaps.io.image.ImageFiles;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;
import org.visionheatmaps.text.NearestName;

/** A table of photographs, or of other pictures, that is joined to rows by id, compared as strings. */
public final class ImageTable {
    private static final int MAX_DUPLICATES = 1_000_000;
    private static final String ID = "heatmap_images_id";
    private static final String IMAGE = "heatmap_images_image";

    private final JobSession session;
    private final Optional<InputSnapshot> snapshot;
    private final ImageOptions.Table options;
    private final Dataset<Row> images;
    private final List<String> duplicates;

    /** Makes the values of rows of a column of the table. */
    @FunctionalInterface
    public interface Values {
        /**
         * @param field of the column
         * @param column of the table
         * @param file of each row, if that is known
         */
        Column of(StructField field, Column column, Column file);
    }

    /**
     * Opens the table and looks for ids that stand on more than one row, by a pass over ids alone.
     *
     * @throws IllegalArgumentException if there is no such table, or its columns are not of ids and photographs
     */
    public ImageTable(JobSession session, ImageOptions options) {
        this(session, options.table().orElseThrow(), new ImageColumn(session.spark(), options)::of);
    }

    /**
     * The same of other values than photographs.
     *
     * @throws IllegalArgumentException if there is no such table, or it has no such columns
     */
    public ImageTable(JobSession session, ImageOptions.Table options, Values values) {
        this.session = session;
        this.options = options;
        this.snapshot = list();
        Dataset<Row> table = read(session, this.options);
        StructField id = field(table, this.options, this.options.id(), idOption(options));
        if (!(id.dataType() instanceof StringType || id.dataType() instanceof NumericType)) {
            throw new IllegalArgumentException("The column '" + id.name() + "' of " + this.options.source()
                    + " needs ids that are strings or numbers, but is "
                    + id.dataType().simpleString() + "; " + idOption(options) + " names another");
        }
        StructField image = field(table, this.options, this.options.image(), options.option());
        Column key = column(table, id).cast(DataTypes.StringType);
        Column picture = values.of(image, column(table, image), file(table));
        this.images = table.where(key.isNotNull()).select(key.as(ID), picture.as(IMAGE));
        this.duplicates = duplicates();
    }

    private static String idOption(ImageOptions.Table options) {
        return "--" + options.what() + "-id";
    }

    /** The versions of the table's files before it is opened; a catalog looks after its own. */
    private Optional<InputSnapshot> list() {
        try {
            return isPath(session, options.source())
                    ? Optional.of(InputSnapshot.of(List.of(options.source()), configuration(session)))
                    : Optional.empty();
        } catch (IOException e) {
            // Opening it says what is wrong with it.
            return Optional.empty();
        }
    }

    /** The versions of the files that the table consists of, if it is one of files. */
    public Optional<InputSnapshot> snapshot() {
        return snapshot;
    }

    private static Configuration configuration(JobSession session) {
        return session.spark().sparkContext().hadoopConfiguration();
    }

    /** The files and folders of a table whose photographs are paths; nothing of others. */
    public static List<Path> foldersOfPaths(JobSession session, ImageOptions.Table options) {
        Dataset<Row> table = read(session, options);
        if (!ImageColumn.hasPaths(
                field(table, options, options.image(), options.option()).dataType())) {
            return List.of();
        }
        return isPath(session, options.source())
                ? List.of(new Path(options.source()))
                : Arrays.stream(table.inputFiles())
                        .map(file -> ImageFiles.folderOf(file).toUri().toString())
                        .distinct()
                        .map(folder -> new Path(InputListing.pattern(folder)))
                        .toList();
    }

    private static Dataset<Row> read(JobSession session, ImageOptions.Table options) {
        String source = options.source();
        try {
            if (isPath(session, source)) {
                return session.spark().read().format(options.format()).load(source);
            }
            return session.table(source);
        } catch (Exception e) {
            // Spark's AnalysisException is checked in Java's eyes but not declared.
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(
                    "The table of " + options.what() + " " + source + " cannot be read"
                            + (isPath(session, source)
                                    ? " as " + options.format() + " (--" + options.what() + "-format names another)"
                                    : "")
                            + ": " + reason,
                    e);
        }
    }

    /** A name with a slash, or of something that is there, is a path; any other is a table of a catalog. */
    private static boolean isPath(JobSession session, String source) {
        if (source.contains("/")) {
            return true;
        }
        try {
            Path path = new Path(source);
            return path.getFileSystem(configuration(session)).exists(path);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static StructField field(Dataset<Row> table, ImageOptions.Table options, String name, String option) {
        List<String> names = List.of(table.columns());
        return Arrays.stream(table.schema().fields())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The table of " + options.what() + " " + options.source()
                                + " has no column '" + name + "'" + NearestName.hint(name, names) + " (it has: "
                                + String.join(", ", names) + "); " + option + " names another"));
    }

    private static Column column(Dataset<Row> table, StructField field) {
        return table.col("`" + field.name().replace("`", "``") + "`");
    }

    /** The file of each row, which not every table knows. */
    private static Column file(Dataset<Row> table) {
        Column file = functions.col("_metadata.file_path");
        try {
            table.select(file);
            return file;
        } catch (Exception e) {
            // Spark's AnalysisException is checked in Java's eyes but not declared.
            return functions.lit(null);
        }
    }

    private List<String> duplicates() {
        List<String> found = images.groupBy(ID)
                .count()
                .where(functions.col("count").gt(1))
                .select(ID)
                .as(Encoders.STRING())
                .limit(MAX_DUPLICATES + 1)
                .collectAsList();
        if (found.size() > MAX_DUPLICATES) {
            throw new JobFailedException("More than " + MAX_DUPLICATES + " ids stand on several rows each of "
                    + options.source() + ", such as " + found.get(0)
                    + ": is this the column of ids? " + idOption(options) + " names another");
        }
        return found;
    }

    /** Ids that stand on several rows. */
    public long repeatedIds() {
        return duplicates.size();
    }

    /** The ids of the table. */
    public Dataset<Row> ids() {
        return images.select(ID).distinct();
    }

    /**
     * Normalised rows with their photographs, in the order of their files within each partition. Each row stays one row: an id
     * that stands on several rows of the table gets none of their photographs, but says so.
     */
    public Dataset<Row> join(Dataset<Row> rows) {
        String problem = "the id stands on more than one row of the table of images " + options.source()
                + ", and nothing tells which one is meant";
        return join(rows, NormalizedRow.IMAGE, ImageColumn.problem(functions.lit(problem)));
    }

    /**
     * The same into any column.
     *
     * @param place of the column in the rows
     * @param ofRepeated what rows get whose id stands on several rows of the table
     */
    public Dataset<Row> join(Dataset<Row> rows, int place, Column ofRepeated) {
        Dataset<Row> unique = images;
        if (!duplicates.isEmpty()) {
            Dataset<Row> repeated =
                    session.spark().createDataset(duplicates, Encoders.STRING()).toDF(ID);
            unique = images.join(functions.broadcast(repeated), images.col(ID).equalTo(repeated.col(ID)), "left_anti")
                    .unionByName(repeated.select(repeated.col(ID), ofRepeated.as(IMAGE)));
        }
        String[] names = rows.columns();
        Column[] columns = new Column[names.length];
        Arrays.setAll(columns, c -> rows.col("`" + names[c].replace("`", "``") + "`"));
        Column[] sorting = {columns[NormalizedRow.FILE], columns[NormalizedRow.POSITION]};
        Column id = columns[NormalizedRow.ID];
        columns[place] = unique.col(IMAGE).as(names[place]);
        return rows.join(unique, id.equalTo(unique.col(ID)), "left")
                .sortWithinPartitions(sorting)
                .select(columns);
    }
}
