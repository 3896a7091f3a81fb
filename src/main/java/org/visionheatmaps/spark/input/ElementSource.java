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
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.arrow.ArrowTensorSource;
import org.visionheatmaps.io.file.InputSnapshot;
import org.visionheatmaps.io.image.ImageRoots;
import org.visionheatmaps.io.numpy.NumpyValue;
import org.visionheatmaps.run.InputFound;
import org.visionheatmaps.spark.input.image.ImageColumn;
import org.visionheatmaps.spark.input.image.ImageFolders;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.input.image.ImageReading;
import org.visionheatmaps.spark.input.image.ImageTable;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.input.row.TryCast;
import org.visionheatmaps.spark.input.source.InputFields;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.JobSession;

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
    private final InputFields fields;
    private final InputOptions input;
    /** Photographs that are not in the input, once they are needed. */
    private ImageTable imageTable;
    /** The versions of other tables that are joined. */
    private final List<InputSnapshot> joined = new ArrayList<>();
    /** How tasks read photographs, once they do. */
    private ImageReading imageReading;

    /**
     * @throws IllegalArgumentException if there is no attribution of a type that can be read; the message says what to change
     */
    public ElementSource(JobSession session, InputFiles files, InputOptions input) {
        this.session = session;
        this.files = files;
        this.frame = files.frame();
        this.schema = files.table().schema();
        this.fields = new InputFields(schema, files.found().unusable());
        this.input = input;
        StructField attribution = fields.required(input.columns().attribution(), "--attribution-column");
        input.columns().named().forEach(fields::required);
        if (!hasId() && files.found().isTable()) {
            throw new IllegalArgumentException("Rows of a table are known by their ids, but there is no column '"
                    + input.columns().id() + "' (it has: " + String.join(", ", schema.fieldNames())
                    + "): --id-column names another; --input-query can make one of a key, such as"
                    + " SELECT concat_ws('/', a, b) AS id, *");
        }
        AttributionColumn.describe(attribution.name(), attribution.dataType());
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

    /** As many rows as there are at most. */
    public long rowsAtMost() {
        return files.rows();
    }

    /** What was found in the input besides rows. */
    public InputFound found() {
        return files.found().input();
    }

    /** Settles that the input was read; of a table of images too, once it is open. */
    public InputCheck check() {
        List<InputSnapshot> snapshots = new ArrayList<>(files.snapshots(input.paths()));
        snapshots.addAll(joined);
        if (imageTable != null) {
            imageTable.snapshot().ifPresent(snapshots::add);
        }
        return new InputCheck(files.files(), files.isCounted(), snapshots, configuration());
    }

    private boolean hasImageTable() {
        return input.images().table().isPresent();
    }

    /** A field by its name or path. */
    public Optional<StructField> field(String name) {
        return fields.find(name);
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
            carry.get().forEach(name -> carried.add(fields.required(name, "--carry")));
        } else {
            fields.requireUsable(own);
            Arrays.stream(schema.fields())
                    .filter(field -> own.stream().noneMatch(field.name()::equalsIgnoreCase))
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
        partitionBy.forEach(name -> keys.add(fields.required(name, "--partition-by")));
        groupColumns.forEach(name -> keys.add(fields.required(name, "dataset(…, by=…)")));
        return List.copyOf(keys);
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
        return normalised(withValue, withImage, carried, List.of());
    }

    /**
     * The same with more columns at the end.
     *
     * @param more made of {@link #column} or {@link #packed}
     */
    public Dataset<Row> normalised(boolean withValue, boolean withImage, List<StructField> carried, List<Column> more) {
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
        carried.forEach(field -> columns.add(column(field.name()).as(field.name())));
        columns.addAll(more);
        return frame.select(columns.toArray(new Column[0]));
    }

    /** A column of the input, by its name or path. */
    public Column column(String name) {
        return fields.column(name);
    }

    /** A column of arrays of numbers, as {@link org.visionheatmaps.spark.input.row.PackedValue#RESULT}. */
    public Column packed(StructField field) {
        return packed(column(field.name()), field.dataType());
    }

    /** The same of a column of another table. */
    public Column packed(Column column, DataType type) {
        return AttributionColumn.packed(session.spark(), column, type);
    }

    /**
     * Opens a table that is joined to this input's rows by id; its files must not change until the job ends.
     *
     * @throws IllegalArgumentException if the input has no ids, or the table cannot be joined
     */
    public ImageTable table(ImageOptions.Table options, ImageTable.Values values) {
        if (!hasId()) {
            throw new IllegalArgumentException(
                    "A table of " + options.what() + " is joined by id, but the input has no column '"
                            + input.columns().id() + "'; --id-column names another");
        }
        ImageTable table = new ImageTable(session, options, values);
        table.snapshot().ifPresent(joined::add);
        return table;
    }

    /** The ids of all rows. */
    public Dataset<Row> ids() {
        return frame.select(id());
    }

    private static Column missing(int index) {
        return functions.lit(null).cast(NormalizedRow.SCHEMA.fields()[index].dataType());
    }

    private Column id() {
        return field(input.columns().id())
                .map(field -> RowId.of(field, column(field.name())))
                .orElseGet(() -> missing(NormalizedRow.ID));
    }

    private Column value(DataType type) {
        return AttributionColumn.packed(session.spark(), column(attributionName()), type);
    }

    private String attributionName() {
        return input.columns().attribution();
    }

    /** A size beyond int becomes null, which is no shape: a plain cast fails the job in ANSI mode and wraps round outside of it. */
    private Column shape(DataType type) {
        if (type instanceof StructType struct && AttributionColumn.has(struct, "shape")) {
            return TryCast.of(
                    column(attributionName()).getField("shape"),
                    struct.apply("shape").dataType(),
                    SIZES);
        }
        return field(input.columns().shape())
                .map(field -> {
                    if (!(field.dataType() instanceof ArrayType array && array.elementType() instanceof IntegralType)) {
                        throw new IllegalArgumentException("The column '" + field.name()
                                + "' of shapes needs arrays of whole numbers, but is "
                                + field.dataType().simpleString() + "; --shape-column names another");
                    }
                    return TryCast.of(column(field.name()), field.dataType(), SIZES);
                })
                .orElseGet(() -> missing(NormalizedRow.SHAPE));
    }

    private Column dtype(DataType type) {
        DataType inner = AttributionColumn.innermost(type);
        if (!(inner instanceof BinaryType)) {
            return functions.lit(inner.equals(DataTypes.DoubleType) ? "float64" : "float32");
        }
        if (type instanceof StructType struct && AttributionColumn.has(struct, "dtype")) {
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
        boolean given =
                input.shape().isPresent() || field(input.columns().shape()).isPresent();
        if (AttributionColumn.hasShape(type) || given || files.shapes().areDeclared()) {
            return;
        }
        if (AttributionColumn.innermost(type) instanceof BinaryType && beginsAsNumpy()) {
            return;
        }
        throw new IllegalArgumentException(
                "The column '" + attributionName() + "' is " + type.simpleString()
                        + ", which says nothing of its shape: give --shape (such as --shape 3,224,224), or a column of shapes (--shape-column)");
    }

    /** NumPy files say their shape themselves; the first value stands for all. */
    private boolean beginsAsNumpy() {
        Column value = column(attributionName());
        List<Row> first = frame.where(value.isNotNull())
                .select(functions.substring(value, 1, NumpyValue.MAGIC_BYTES))
                .takeAsList(1);
        return !first.isEmpty() && first.get(0).get(0) instanceof byte[] start && NumpyValue.isNumpy(start);
    }

    /** Some files name the dimensions of their tensors: then the declared layout must be theirs. */
    private void requireLayout(StructField attribution) {
        files.shapes().layout().ifPresent(named -> requireLayout(attribution, named));
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
    String describeAttribution() {
        return AttributionColumn.describe(
                attributionName(), field(attributionName()).orElseThrow().dataType());
    }
}
