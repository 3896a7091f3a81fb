package org.visionheatmaps.spark.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.arrow.ArrowTensorSource;
import org.visionheatmaps.io.file.InputSnapshot;
import org.visionheatmaps.io.image.ImageRoots;
import org.visionheatmaps.spark.input.image.ImageColumn;
import org.visionheatmaps.spark.input.image.ImageFolders;
import org.visionheatmaps.spark.input.image.ImageReading;
import org.visionheatmaps.spark.input.image.ImageTable;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.input.row.TensorFunctions;
import org.visionheatmaps.spark.run.JobSession;
import org.visionheatmaps.text.NearestName;

/**
 * Finds the columns of the input by name and type, and makes of them the one form that tasks read ({@link NormalizedRow}). Looks at
 * the schema only.
 */
public final class ElementSource {
    private static final DataType SIZES = NormalizedRow.SCHEMA.fields()[NormalizedRow.SHAPE].dataType();

    private final JobSession session;
    private final InputFiles files;
    private final Dataset<Row> frame;
    private final StructType schema;
    private final InputOptions input;
    /** Photographs that are not in the input, once they are needed. */
    private ImageTable imageTable;
    /** How tasks read photographs, once they do. */
    private ImageReading imageReading;

    /**
     * @throws IllegalArgumentException if there is no attribution of a type that can be read; the message says what to change
     */
    public ElementSource(JobSession session, InputFiles files, InputOptions input) {
        this.session = session;
        this.files = files;
        this.frame = files.frame();
        this.schema = frame.schema();
        this.input = input;
        StructField attribution = field(input.columns().attribution())
                .orElseThrow(() -> new IllegalArgumentException("The input has no column '"
                        + input.columns().attribution() + "'"
                        + NearestName.hint(input.columns().attribution(), List.of(schema.fieldNames())) + " (it has: "
                        + String.join(", ", schema.fieldNames()) + "); --attribution-column names another"));
        describeAttribution(attribution.dataType());
        requireShape(attribution.dataType());
        requireLayout(attribution);
        if (hasImageTable() && !hasId()) {
            throw new IllegalArgumentException("A table of images is joined by id, but the input has no column '"
                    + input.columns().id() + "'; --id-column names another");
        }
    }

    private Configuration configuration() {
        return session.spark().sparkContext().hadoopConfiguration();
    }

    /** The number of rows, or -1 if some are left out on purpose. */
    public long rows() {
        return input.where().isPresent() ? -1 : files.rows();
    }

    /** Settles that the input was read; of a table of images too, once it is open. */
    public InputCheck check() {
        List<InputSnapshot> snapshots = new ArrayList<>(List.of(files.snapshot(input.paths())));
        if (imageTable != null) {
            imageTable.snapshot().ifPresent(snapshots::add);
        }
        return new InputCheck(files.files(), files.isCounted(), snapshots, configuration());
    }

    private boolean hasImageTable() {
        return input.images().table().isPresent();
    }

    /** A field by name, as Spark resolves it: exactly, or else without regard to case. */
    public Optional<StructField> field(String name) {
        return Arrays.stream(schema.fields())
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() -> Arrays.stream(schema.fields())
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    /** The names of all fields. */
    public List<String> names() {
        return List.of(schema.fieldNames());
    }

    /**
     * The fields that are carried through to the output.
     *
     * @param carry names of columns, or all that have no other use
     * @param folderColumns name folders of the output
     * @param groupColumns name groups of a fit
     */
    public List<StructField> carried(
            Optional<List<String>> carry, List<String> folderColumns, List<String> groupColumns) {
        List<StructField> carried = new ArrayList<>();
        List<String> own = List.of(
                input.columns().attribution(),
                input.columns().id(),
                input.columns().shape(),
                input.columns().dtype(),
                input.columns().image());
        if (carry.isPresent()) {
            carry.get().forEach(name -> carried.add(required(name, "--carry")));
        } else {
            Arrays.stream(schema.fields())
                    .filter(field -> own.stream().noneMatch(name -> name.equalsIgnoreCase(field.name())))
                    .forEach(carried::add);
        }
        keys(folderColumns, groupColumns).stream()
                .filter(field -> !carried.contains(field))
                .forEach(carried::add);
        return carried;
    }

    /** The fields that name folders and groups. */
    public List<StructField> keys(List<String> partitionBy, List<String> groupColumns) {
        Set<StructField> keys = new LinkedHashSet<>();
        partitionBy.forEach(name -> keys.add(required(name, "--partition-by")));
        groupColumns.forEach(name -> keys.add(required(name, "dataset(…, by=…)")));
        return List.copyOf(keys);
    }

    private StructField required(String name, String option) {
        return field(name)
                .orElseThrow(() -> new IllegalArgumentException("The input has no column '" + name + "' for " + option
                        + NearestName.hint(name, List.of(schema.fieldNames()))));
    }

    boolean hasId() {
        return field(input.columns().id()).isPresent();
    }

    public boolean hasImage() {
        return hasImageTable() || field(input.columns().image()).isPresent();
    }

    public RowDecoder decoder() {
        int[] shape = input.shape()
                .map(sizes -> sizes.stream().mapToInt(Integer::intValue).toArray())
                .orElse(null);
        if (imageReading == null) {
            ImageRoots roots = ImageFolders.of(foldersOfPaths(), input.images(), configuration());
            imageReading =
                    ImageReading.of(input.images(), roots, session.spark().sparkContext());
        }
        return new RowDecoder(hasId(), input.layout(), shape, files.stored(), imageReading);
    }

    /** What the table consists of in which the paths of photographs stand; nothing if there are none. */
    private List<Path> foldersOfPaths() {
        if (hasImageTable()) {
            return ImageTable.foldersOfPaths(session, input.images().table().orElseThrow());
        }
        return field(input.columns().image())
                        .filter(field -> ImageColumn.hasPaths(field.dataType()))
                        .isPresent()
                ? input.paths().stream().map(Path::new).toList()
                : List.of();
    }

    /** Normalised rows, spread over partitions, with photographs of another table if they are needed and there is one. */
    public RowPartitioner spread(Dataset<Row> normalised, Partitioning partitioning, boolean withImage) {
        return RowPartitioner.spread(
                session.spark(),
                normalised,
                files,
                decoder(),
                partitioning,
                rows -> withImage ? withImages(rows) : rows);
    }

    /** Normalised rows with carried columns; columns that nothing needs are not read. */
    public Dataset<Row> normalised(boolean withValue, boolean withImage, List<StructField> carried) {
        List<Column> columns = new ArrayList<>();
        DataType attribution =
                field(input.columns().attribution()).orElseThrow().dataType();
        Column[] values = {
            id(),
            frame.col("_metadata.file_path"),
            frame.col("_metadata.row_index"),
            withValue && files.stored() == null ? value(attribution) : missing(NormalizedRow.VALUE),
            withValue ? shape(attribution) : missing(NormalizedRow.SHAPE),
            withValue ? dtype(attribution) : missing(NormalizedRow.DTYPE),
            withImage ? image() : missing(NormalizedRow.IMAGE),
            missing(NormalizedRow.ELEMENT),
            frame.col("_metadata.file_size"),
            functions.unix_millis(frame.col("_metadata.file_modification_time"))
        };
        for (int c = 0; c < values.length; c++) {
            columns.add(NormalizedRow.named(c, values[c]));
        }
        carried.forEach(field -> columns.add(column(field.name())));
        return frame.select(columns.toArray(new Column[0]));
    }

    private Column column(String name) {
        return frame.col("`" + name.replace("`", "``") + "`");
    }

    private static Column missing(int index) {
        return functions.lit(null).cast(NormalizedRow.SCHEMA.fields()[index].dataType());
    }

    private Column id() {
        return field(input.columns().id())
                .map(field -> {
                    if (!(field.dataType() instanceof StringType || field.dataType() instanceof NumericType)) {
                        throw new IllegalArgumentException(
                                "The column '" + field.name() + "' of ids needs strings or numbers, but is "
                                        + field.dataType().simpleString() + "; --id-column names another");
                    }
                    return column(field.name()).cast(DataTypes.StringType);
                })
                .orElseGet(() -> missing(NormalizedRow.ID));
    }

    private Column value(DataType type) {
        return packed(column(attributionName()), type);
    }

    private String attributionName() {
        return field(input.columns().attribution()).orElseThrow().name();
    }

    private Column packed(Column value, DataType type) {
        if (type instanceof ArrayType) {
            Column packed = TensorFunctions.pack(session.spark(), value);
            if (depth(type) > 1) {
                return packed;
            }
            // The length of a flat array is no shape.
            return functions.when(value.isNotNull(), packed.withField("shape", missing(NormalizedRow.SHAPE)));
        }
        if (type instanceof StructType struct) {
            return packed(value.getField("data"), struct.apply("data").dataType());
        }
        return functions.struct(
                missing(NormalizedRow.SHAPE).as("shape"),
                value.as("data"),
                functions.lit(null).cast("string").as("reason"),
                functions.lit(null).cast("string").as("problem"));
    }

    /** A size beyond int becomes null, which is no shape: a plain cast fails the job in ANSI mode and wraps round outside of it. */
    private Column shape(DataType type) {
        if (type instanceof StructType struct && has(struct, "shape")) {
            return column(attributionName()).getField("shape").try_cast(SIZES);
        }
        return field(input.columns().shape())
                .map(field -> {
                    if (!(field.dataType() instanceof ArrayType array && array.elementType() instanceof IntegralType)) {
                        throw new IllegalArgumentException("The column '" + field.name()
                                + "' of shapes needs arrays of whole numbers, but is "
                                + field.dataType().simpleString() + "; --shape-column names another");
                    }
                    return column(field.name()).try_cast(SIZES);
                })
                .orElseGet(() -> missing(NormalizedRow.SHAPE));
    }

    private Column dtype(DataType type) {
        DataType inner = innermost(type);
        if (!(inner instanceof BinaryType)) {
            return functions.lit(inner.equals(DataTypes.DoubleType) ? "float64" : "float32");
        }
        if (type instanceof StructType struct && has(struct, "dtype")) {
            return column(attributionName()).getField("dtype");
        }
        return field(input.columns().dtype())
                .map(field -> column(field.name()).cast(DataTypes.StringType))
                .orElseGet(() -> functions.lit(input.dtype().toString()));
    }

    private Column image() {
        return field(input.columns().image())
                .filter(field -> !hasImageTable())
                .map(field -> new ImageColumn(session.spark(), input.images())
                        .of(field, column(field.name()), frame.col("_metadata.file_path")))
                .orElseGet(() -> missing(NormalizedRow.IMAGE));
    }

    private Dataset<Row> withImages(Dataset<Row> rows) {
        if (!hasImageTable()) {
            return rows;
        }
        if (imageTable == null) {
            imageTable = new ImageTable(session, input.images());
        }
        return imageTable.join(rows);
    }

    private void requireShape(DataType type) {
        boolean carriesShape = innermost(type).equals(type) || depth(type) < 2;
        if (type instanceof StructType struct) {
            carriesShape = !has(struct, "shape") && depth(struct.apply("data").dataType()) < 2;
        }
        boolean given =
                input.shape().isPresent() || field(input.columns().shape()).isPresent();
        if (carriesShape && !given && !files.told().areTold()) {
            throw new IllegalArgumentException(
                    "The column '" + attributionName() + "' is " + type.simpleString()
                            + ", which says nothing of its shape: give --shape (such as --shape 3,224,224), or a column of shapes (--shape-column)");
        }
    }

    /** Some files name the dimensions of their tensors: then the declared layout must be theirs. */
    private void requireLayout(StructField attribution) {
        files.told().layout().ifPresent(named -> requireLayout(attribution, named));
        if (attribution.metadata().contains(ArrowTensorSource.LAYOUT)) {
            requireLayout(attribution, attribution.metadata().getString(ArrowTensorSource.LAYOUT));
        }
    }

    private void requireLayout(StructField attribution, String named) {
        if (!input.layout().axes(named.length()).equals(named)) {
            throw new IllegalArgumentException("The dimensions of the column '" + attribution.name() + "' are named "
                    + named + " in the files, but the layout is " + input.layout() + ": give --layout " + named);
        }
    }

    /** What the attribution is, in words. */
    String describeAttribution(DataType type) {
        DataType inner = innermost(type);
        if (type instanceof StructType struct && !has(struct, "data")) {
            inner = type;
        }
        String number = inner instanceof BinaryType
                ? "little-endian bytes"
                : inner.equals(DataTypes.FloatType) ? "float" : inner.equals(DataTypes.DoubleType) ? "double" : null;
        if (number == null) {
            throw new IllegalArgumentException("The column '" + attributionName()
                    + "' needs array<float>, array<double> (nested or not), binary or struct<shape, data>, but is "
                    + type.simpleString() + "; cast it, or name another with --attribution-column");
        }
        return depth(type) > 1 ? "nested " + number + ", shape read off" : number;
    }

    private static boolean has(StructType struct, String name) {
        return Arrays.asList(struct.fieldNames()).contains(name);
    }

    private static DataType innermost(DataType type) {
        if (type instanceof ArrayType array) {
            return innermost(array.elementType());
        }
        if (type instanceof StructType struct && has(struct, "data")) {
            return innermost(struct.apply("data").dataType());
        }
        return type;
    }

    private static int depth(DataType type) {
        return type instanceof ArrayType array ? 1 + depth(array.elementType()) : 0;
    }
}
