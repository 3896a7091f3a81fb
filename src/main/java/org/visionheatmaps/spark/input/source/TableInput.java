package org.visionheatmaps.spark.input.source;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.io.file.TableFormat;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;
import org.visionheatmaps.spark.run.SparkFailures;

/**
 * Tables, views, queries and files of any format that Spark reads: rows that carry their values. They have no place but their ids, and
 * are counted once before they are read.
 */
final class TableInput {
    private static final Logger LOG = LogManager.getLogger(TableInput.class);

    /** How to get the runtime of a format that Spark does not bring. */
    private static final Map<String, String> RUNTIMES = Map.of(
            "delta",
            "--packages io.delta:delta-spark_4.1_2.13:4.4.0"
                    + " --conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension"
                    + " --conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog",
            "iceberg",
            "--packages org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0",
            "hudi",
            "--packages with the bundle of Hudi for this version of Spark",
            "avro",
            "--packages org.apache.spark:spark-avro_2.13 of this version of Spark");

    private TableInput() {}

    /**
     * Opens a table.
     *
     * @throws JobFailedException if there is none, or no runtime for its format
     */
    static InputFiles open(JobSession session, InputOptions input) throws IOException {
        InputSource source = input.source();
        String name = source.table()
                .or(() -> source.query().map(query -> "the query"))
                .orElseGet(() ->
                        source.format() + (input.paths().isEmpty() ? "" : " " + String.join(", ", input.paths())));
        Dataset<Row> table;
        long rows;
        try {
            table = read(session, input);
            rows = input.where().isPresent() ? 0 : table.count();
        } catch (JobFailedException | IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            // Spark's AnalysisException is checked in Java's eyes but not declared.
            throw new JobFailedException(
                    "Cannot read " + name + ": " + SparkFailures.explain(e).getMessage(), e);
        }
        if (List.of(table.columns()).contains(InputFiles.PLACE.name())) {
            table = table.drop(InputFiles.PLACE.name());
        }
        Dataset<Row> placed = table.withColumn(
                InputFiles.PLACE.name(),
                functions.struct(
                        functions.lit(name).as("file_path"),
                        place(table, input.columns().id()).as("row_index"),
                        functions.lit(0L).as("file_size"),
                        functions.timestamp_seconds(functions.lit(0)).as("file_modification_time")));
        Map<String, CountedFile> files = new LinkedHashMap<>();
        files.put(name, new CountedFile(new FileVersion(0, 0, null), rows, 0));
        return new InputFiles(placed, files, true, 0, null, InputFiles.DeclaredShapes.NONE, InputFiles.Found.TABLE);
    }

    /** A negative number for each id: rows of a table are found again by it, where those of files are by their position. */
    private static Column place(Dataset<Row> table, String id) {
        InputFields fields = new InputFields(table.schema(), Map.of());
        return fields.find(id).isEmpty()
                ? functions.lit(-1L)
                : functions.xxhash64(fields.column(id)).bitwiseOR(Long.MIN_VALUE);
    }

    private static Dataset<Row> read(JobSession session, InputOptions input) throws IOException {
        InputSource source = input.source();
        if (source.table().isPresent()) {
            return session.table(source.table().get());
        }
        if (source.query().isPresent()) {
            return session.query(source.query().get());
        }
        requireRuntime(source.format(), input.paths());
        DataFrameReader reader = session.spark().read().format(source.format()).options(source.readerOptions());
        if (input.paths().isEmpty()) {
            return reader.load();
        }
        String[] paths = input.paths().toArray(String[]::new);
        if (source.format().equals("iceberg")) {
            setPathCatalog(session, paths[0]);
            paths[0] = icebergTable(
                    input.paths().get(0), session.spark().sparkContext().hadoopConfiguration());
        }
        return paths.length == 1 ? reader.load(paths[0]) : reader.load(paths);
    }

    private static void requireRuntime(String format, List<String> paths) {
        Iterable<DataSourceRegister> known = ServiceLoader.load(
                DataSourceRegister.class, Thread.currentThread().getContextClassLoader());
        boolean isKnown = StreamSupport.stream(known.spliterator(), false)
                .anyMatch(source -> source.shortName().equalsIgnoreCase(format));
        if (!isKnown && RUNTIMES.containsKey(format)) {
            throw new JobFailedException("The input " + String.join(", ", paths) + " is of the format " + format
                    + ", whose runtime is not there: give spark-submit " + RUNTIMES.get(format));
        }
    }

    /** Iceberg opens paths through a catalog of this name, which it would have Hive's metastore be. */
    private static void setPathCatalog(JobSession session, String path) {
        String catalog = "spark.sql.catalog.default_iceberg";
        if (session.spark().conf().getOption(catalog).isEmpty()) {
            session.set(catalog, "org.apache.iceberg.spark.SparkCatalog");
            session.set(catalog + ".type", "hadoop");
            session.set(catalog + ".warehouse", path);
        }
    }

    /** Iceberg opens folders of its own kind of catalog only; for others, the newest metadata file stands for the table. */
    private static String icebergTable(String path, Configuration configuration) throws IOException {
        Path folder = new Path(path);
        FileSystem fileSystem = folder.getFileSystem(configuration);
        Path metadata = new Path(folder, TableFormat.ICEBERG.log());
        if (path.endsWith(TableFormat.METADATA_FILE) || !fileSystem.exists(metadata)) {
            return path;
        }
        if (fileSystem.exists(new Path(metadata, "version-hint.text"))) {
            return path;
        }
        FileStatus[] files =
                fileSystem.listStatus(metadata, file -> file.getName().endsWith(TableFormat.METADATA_FILE));
        Optional<Path> newest = Optional.empty();
        int version = -1;
        boolean isTie = false;
        for (FileStatus file : files) {
            String number = file.getPath().getName().replaceAll("^v?([0-9]{1,9}).*$", "$1");
            int found = number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : -1;
            isTie = found == version || found < version && isTie;
            if (found > version) {
                version = found;
                newest = Optional.of(file.getPath());
            }
        }
        if (newest.isEmpty() || isTie) {
            throw new JobFailedException("Which metadata of the Iceberg table " + path
                    + " is the newest, only its catalog knows: name the table (--input-table catalog.db.name), or give"
                    + " the metadata file itself as --input");
        }
        LOG.warn(
                "The Iceberg table {} is read without its catalog, by its newest metadata file {}", path, newest.get());
        return newest.get().toString();
    }
}
