package org.visionheatmaps.spark.input.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.parquet.ParquetStatistics;
import org.visionheatmaps.run.BadFile;
import org.visionheatmaps.run.InputFound;
import org.visionheatmaps.spark.run.JobSession;
import org.visionheatmaps.text.FieldPath;

/**
 * Parquet files as one table. Files of one schema are read together by Spark, with batches small enough for their rows; those of others
 * are added with the columns of all.
 */
final class ParquetInput {
    private static final Logger LOG = LogManager.getLogger(ParquetInput.class);
    private static final String VECTORIZED_READER = "spark.sql.parquet.enableVectorizedReader";
    private static final String NANOS_AS_LONG = "spark.sql.legacy.parquet.nanosAsLong";
    private static final String BATCH_SIZE = "spark.sql.parquet.columnarReaderBatchSize";
    private static final int SPARKS_OWN_BATCH_SIZE = 4096;
    private static final long BATCH_BYTES = 4 << 20;

    private final JobSession session;
    private final InputOptions input;
    private final DataFiles data;
    private final String attribution;

    private ParquetInput(JobSession session, InputOptions input, DataFiles data) {
        this.session = session;
        this.input = input;
        this.data = data;
        this.attribution = input.columns().attribution();
    }

    /**
     * Opens the files. Sets options of Spark's reader in the job's session: Spark decodes 4096 rows at a time by default, which for rows
     * of 600 KB is 2.4 GB.
     */
    static InputFiles open(JobSession session, InputOptions input, InputScan scan) throws IOException {
        List<ParquetStatistics> footers = new ArrayList<>();
        List<BadFile> bad = new ArrayList<>();
        for (ParquetStatistics footer : scan.footers()) {
            if (footer.problem() == null) {
                footers.add(footer);
            } else {
                bad.add(new BadFile(
                        footer.file().path(), footer.file().version().bytes(), footer.problem()));
            }
        }
        input.source().badFiles().settle(bad, footers.isEmpty());
        return new ParquetInput(session, input, scan.data()).open(footers, bad);
    }

    private InputFiles open(List<ParquetStatistics> footers, List<BadFile> bad) throws IOException {
        Map<String, CountedFile> files = new LinkedHashMap<>();
        Map<String, Group> bySchema = new LinkedHashMap<>();
        for (ParquetStatistics footer : footers) {
            files.put(
                    footer.file().path(),
                    new CountedFile(footer.file().version(), footer.rows(), footer.largestGroup()));
            bySchema.computeIfAbsent(footer.schema(), Group::of).files().add(footer);
        }
        Collection<Group> groups = bySchema.values();
        boolean isStored = footers.stream().allMatch(ParquetStatistics::isStored);
        setReader(footers, groups);
        FolderColumns folders = FolderColumns.of(files.keySet(), input.source().partitionTypes());
        Map<String, InputFiles.Unusable> unusable = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        StructType all = merged(groups, isStored, folders, unusable);
        return new InputFiles(
                frame(groups, all, isStored, folders),
                files,
                true,
                largestRow(footers),
                isStored ? new StoredValues(attribution, new HadoopSettings(configuration()), null) : null,
                shapes(footers),
                new InputFiles.Found(new InputFound(data.leftOut(), bad), unusable, false));
    }

    /**
     * Files of one schema.
     *
     * @param columns of the schema
     * @param files in the order of the input
     */
    private record Group(List<StructField> columns, List<ParquetStatistics> files) {
        static Group of(String schema) {
            return new Group(List.of(((StructType) DataType.fromJson(schema)).fields()), new ArrayList<>());
        }
    }

    /** The columns of all files, but for those that rows cannot have, which are added to others. */
    private StructType merged(
            Collection<Group> groups,
            boolean isStored,
            FolderColumns folders,
            Map<String, InputFiles.Unusable> unusable) {
        MergedSchema merged = new MergedSchema();
        for (Group group : groups) {
            String file = group.files().get(0).file().path();
            List<StructField> seen = new ArrayList<>();
            for (StructField column : group.columns()) {
                if (folders.has(column.name())) {
                    continue;
                }
                if (isUsable(column, isStored)) {
                    seen.add(seen(column));
                } else {
                    String type = ParquetTypes.text(column);
                    unusable.put(column.name(), new InputFiles.Unusable("it is '" + type + "' in " + file, false));
                }
            }
            merged.add(seen, file);
        }
        for (String name : merged.schema().fieldNames()) {
            unusable.remove(name);
        }
        merged.conflicts().forEach((name, why) -> unusable.put(name, new InputFiles.Unusable(why, true)));
        return merged.schema();
    }

    private Dataset<Row> frame(Collection<Group> groups, StructType all, boolean isStored, FolderColumns folders)
            throws IOException {
        Dataset<Row> frame = null;
        for (Group group : groups) {
            boolean areAll =
                    group.files().size() == data.files().size() && data.others().isEmpty();
            List<StructField> columns = group.columns().stream()
                    .filter(column -> isUsable(column, isStored))
                    .toList();
            Dataset<Row> part = frame(columns, areAll ? paths() : paths(group.files()), all, folders);
            frame = frame == null ? part : frame.union(part);
        }
        return frame;
    }

    private Configuration configuration() {
        return session.spark().sparkContext().hadoopConfiguration();
    }

    private boolean isAttribution(StructField column) {
        return column.name().equalsIgnoreCase(FieldPath.parse(attribution).get(0))
                || column.name().equalsIgnoreCase(attribution);
    }

    private boolean isUsable(StructField column, boolean isStored) {
        return ParquetTypes.kind(column) != ParquetKind.UNREADABLE
                && (!ParquetTypes.hasHalves(column) || isStored && isAttribution(column));
    }

    /** Attributions stay as they are stored. */
    private StructField seen(StructField column) {
        return isAttribution(column)
                ? new StructField(column.name(), column.dataType(), true, Metadata.empty())
                : ParquetTypes.seen(column);
    }

    private void setReader(List<ParquetStatistics> footers, Collection<Group> groups) {
        session.set(
                BATCH_SIZE,
                String.valueOf(
                        Math.min(SPARKS_OWN_BATCH_SIZE, Math.max(1, BATCH_BYTES / Math.max(1, largestRow(footers))))));
        session.set(NANOS_AS_LONG, "true");
        boolean isVectorized = footers.stream().allMatch(ParquetStatistics::isVectorized);
        boolean needsRows = groups.stream()
                .flatMap(group -> group.columns().stream())
                .anyMatch(column -> ParquetTypes.kind(column).needsRowReader());
        if ((!isVectorized || needsRows)
                && session.spark().conf().get(VECTORIZED_READER).equals("true")) {
            LOG.warn(
                    "Some columns {}: they are read with Spark's slower reader",
                    isVectorized ? "are times or UUIDs" : "have the encoding BYTE_STREAM_SPLIT");
            session.set(VECTORIZED_READER, "false");
        }
    }

    private static long largestRow(List<ParquetStatistics> footers) {
        return footers.stream().mapToLong(ParquetStatistics::largestRow).max().orElse(0);
    }

    private static InputFiles.DeclaredShapes shapes(List<ParquetStatistics> footers) {
        List<Optional<String>> layouts = footers.stream()
                .map(footer -> Optional.ofNullable(footer.layout()))
                .distinct()
                .toList();
        return new InputFiles.DeclaredShapes(
                footers.stream().allMatch(ParquetStatistics::isTensor),
                layouts.size() == 1 ? layouts.get(0) : Optional.empty());
    }

    /** The paths as they were given, which Spark lists in few requests. */
    private List<String> paths() throws IOException {
        List<String> paths = new ArrayList<>();
        for (String path : input.paths()) {
            paths.add(InputListing.asGiven(path, configuration()));
        }
        return paths;
    }

    private static List<String> paths(List<ParquetStatistics> footers) {
        return footers.stream()
                .map(footer -> InputListing.pattern(footer.file().path()))
                .toList();
    }

    /** The rows of files that have some columns, with all columns of the input and where each row stands. */
    private Dataset<Row> frame(List<StructField> columns, List<String> paths, StructType all, FolderColumns folders) {
        StructType stored = new StructType();
        List<Column> seen = new ArrayList<>();
        for (StructField column : columns) {
            boolean isInFile = ParquetTypes.kind(column) != ParquetKind.NULL;
            boolean hasType = List.of(all.fieldNames()).stream().anyMatch(column.name()::equalsIgnoreCase);
            if (isInFile) {
                stored = stored.add(column.name(), column.dataType());
            }
            if (isInFile && hasType) {
                Column read = InputFiles.column(column.name());
                seen.add((isAttribution(column)
                                ? read
                                : ParquetTypes.kind(column).seen(read))
                        .as(column.name()));
            }
        }
        Dataset<Row> files = session.spark()
                .read()
                .schema(stored)
                .option("recursiveFileLookup", "true")
                .parquet(paths.toArray(String[]::new));
        seen.add(InputFiles.place(functions.col("_metadata")));
        StructType shown = new StructType(all.fields()).add(InputFiles.PLACE);
        return folders.addTo(files.select(seen.toArray(Column[]::new)).to(shown));
    }
}
