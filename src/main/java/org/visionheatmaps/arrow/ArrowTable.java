package org.visionheatmaps.arrow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.visionheatmaps.io.arrow.ArrowFile;

/** Arrow files as one table: the columns of all of them, and those of their folders. */
final class ArrowTable implements SupportsRead, SupportsMetadataColumns {
    private final List<ArrowFile> files;
    private final FolderColumns folders;
    private final StructType schema;

    private ArrowTable(List<ArrowFile> files, FolderColumns folders, StructType schema) {
        this.files = files;
        this.folders = folders;
        this.schema = schema;
    }

    /**
     * A table with all columns of some files.
     *
     * @throws IllegalArgumentException if a column is of different types in two of them
     */
    static ArrowTable of(List<ArrowFile> files) {
        Map<String, StructField> columns = new LinkedHashMap<>();
        Map<String, String> firstFiles = new LinkedHashMap<>();
        for (ArrowFile file : files) {
            for (Field field : file.schema().getFields()) {
                StructField column = SparkTypes.column(field);
                StructField known = columns.get(field.getName());
                if (known == null) {
                    columns.put(field.getName(), column);
                    firstFiles.put(field.getName(), file.path());
                } else if (firstFiles.get(field.getName()).equals(file.path())) {
                    throw new IllegalArgumentException("The Arrow file " + file.path()
                            + " has two columns of the name '" + field.getName() + "', which Spark cannot tell apart");
                } else {
                    columns.put(field.getName(), merged(known, firstFiles.get(field.getName()), column, file.path()));
                }
            }
        }
        FolderColumns folders =
                FolderColumns.of(files.stream().map(ArrowFile::path).toList());
        for (StructField folder : folders.schema().fields()) {
            columns.put(folder.name(), folder);
        }
        return new ArrowTable(files, folders, new StructType(columns.values().toArray(StructField[]::new)));
    }

    private static StructField merged(StructField known, String knownFile, StructField column, String file) {
        if (!known.dataType().equals(column.dataType())) {
            throw new IllegalArgumentException("The column '" + column.name() + "' is "
                    + known.dataType().simpleString() + " in " + knownFile + ", but "
                    + column.dataType().simpleString() + " in " + file + ": read the files one by one");
        }
        Metadata one = known.metadata();
        Metadata other = column.metadata();
        if (one.equals(other)) {
            return known;
        }
        if (!names(one).equals(names(other))) {
            throw new IllegalArgumentException("The tensors of column '" + column.name() + "' have the dimensions "
                    + names(one) + " in " + knownFile + ", but " + names(other) + " in " + file
                    + ": read the files one by one");
        }
        return new StructField(
                known.name(),
                known.dataType(),
                true,
                new MetadataBuilder().withMetadata(one).remove(SparkTypes.SHAPE).build());
    }

    private static List<String> names(Metadata metadata) {
        return metadata.contains(SparkTypes.DIMENSIONS)
                ? List.of(metadata.getStringArray(SparkTypes.DIMENSIONS))
                : List.of();
    }

    /** The same with columns that a user has asked for. */
    ArrowTable withSchema(StructType wanted) {
        for (StructField field : wanted.fields()) {
            if (List.of(schema.fieldNames()).stream().noneMatch(field.name()::equals)) {
                throw new IllegalArgumentException("The Arrow files have no column '" + field.name() + "' (they have: "
                        + String.join(", ", schema.fieldNames()) + ")");
            }
            StructField own = schema.apply(field.name());
            if (!own.dataType().equals(asNullable(field).dataType())) {
                throw new IllegalArgumentException("The column '" + field.name() + "' is "
                        + own.dataType().simpleString() + " in the Arrow files, not "
                        + field.dataType().simpleString() + ": read it as it is, and cast it");
            }
        }
        return new ArrowTable(files, folders, wanted);
    }

    /** A struct's type with nulls everywhere, as the files' columns are. */
    private static StructField asNullable(StructField field) {
        return new StructType(new StructField[] {field}).asNullable().apply(0);
    }

    @Override
    public String name() {
        return ArrowTensorSource.NAME + " " + (files.size() == 1 ? files.get(0).path() : files.size() + " files");
    }

    @Override
    @SuppressWarnings("deprecation") // Spark asks for it where a table does not give its columns otherwise.
    public StructType schema() {
        return schema;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public MetadataColumn[] metadataColumns() {
        return new MetadataColumn[] {FileMetadata.column()};
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new ArrowScan.Builder(files, folders, schema);
    }

    /** Whether Spark has a type for the column. */
    static boolean isReadable(StructField field) {
        return !field.dataType().equals(DataTypes.NullType);
    }
}
