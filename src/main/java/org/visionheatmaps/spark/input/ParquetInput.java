package org.visionheatmaps.spark.input;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.parquet.ParquetStatistics;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;

/** Parquet files as Spark reads them, with batches small enough for their rows. */
public final class ParquetInput {
    private static final Logger LOG = LogManager.getLogger(ParquetInput.class);
    private static final String VECTORIZED_READER = "spark.sql.parquet.enableVectorizedReader";
    private static final String BATCH_SIZE = "spark.sql.parquet.columnarReaderBatchSize";
    private static final int SPARKS_OWN_BATCH_SIZE = 4096;
    private static final long BATCH_BYTES = 4 << 20;
    private static final int MAX_NAMED = 5;

    private ParquetInput() {}

    /**
     * Opens the files. Sets the job's batch size of the Parquet reader: Spark decodes 4096 rows at a time by default, which
     * for rows of 600 KB is 2.4 GB.
     *
     * @throws JobFailedException if there are no such files or they are not Parquet
     */
    public static InputFiles open(JobSession session, InputOptions input) {
        SparkSession spark = session.spark();
        try {
            DataFrameReader reader = spark.read();
            List<String> basePaths = input.paths().stream()
                    .map(ParquetInput::basePath)
                    .distinct()
                    .toList();
            if (basePaths.size() == 1 && !basePaths.get(0).isEmpty()) {
                reader = reader.option("basePath", basePaths.get(0));
            }
            Configuration configuration = spark.sparkContext().hadoopConfiguration();
            Dataset<Row> frame = read(reader, input, configuration);
            String attribution = input.columns().attribution();
            ParquetStatistics footers = ParquetStatistics.read(files(frame), attribution, configuration);
            session.set(BATCH_SIZE, String.valueOf(footers.batchRows(BATCH_BYTES, SPARKS_OWN_BATCH_SIZE)));
            if (!footers.areVectorized() && spark.conf().get(VECTORIZED_READER).equals("true")) {
                LOG.warn("Some columns have the encoding BYTE_STREAM_SPLIT: they are read with Spark's slower reader");
                session.set(VECTORIZED_READER, "false");
            }
            return new InputFiles(
                    frame,
                    footers.files(),
                    true,
                    footers.largestRow(),
                    footers.areStored() ? new StoredValues(attribution, new HadoopSettings(configuration), null) : null,
                    new InputFiles.ToldShapes(footers.areTensors(), footers.layout()));
        } catch (IOException e) {
            throw JobFailedException.of(e);
        } catch (Exception e) {
            // Spark's AnalysisException is checked in Java's eyes but not declared.
            throw explained(e, input);
        }
    }

    private static List<String> files(Dataset<Row> frame) {
        return Arrays.stream(frame.inputFiles())
                .map(file -> InputListing.nameOf(new Path(URI.create(file))))
                .toList();
    }

    private static Dataset<Row> read(DataFrameReader reader, InputOptions input, Configuration configuration)
            throws IOException {
        String[] paths = input.paths().toArray(new String[0]);
        try {
            return reader.parquet(paths);
        } catch (Exception e) {
            if (!String.valueOf(e.getMessage()).contains("FLOAT16")) {
                throw e;
            }
            StructType nothing = new StructType().add(input.columns().attribution(), DataTypes.BinaryType);
            String[] files = reader.schema(nothing).parquet(paths).inputFiles();
            Optional<StructType> schema = HalfFloatSchema.of(ParquetStatistics.schema(files[0], configuration));
            if (schema.isEmpty()) {
                throw e;
            }
            return reader.schema(schema.get()).parquet(paths);
        }
    }

    private static RuntimeException explained(Exception e, InputOptions input) {
        if (e instanceof AnalysisException analysis) {
            String condition = String.valueOf(analysis.getCondition());
            if (condition.startsWith("PATH_NOT_FOUND")) {
                return new JobFailedException("Input not found: " + named(input) + " (" + firstLine(e) + ")", e);
            }
            if (condition.startsWith("UNABLE_TO_INFER_SCHEMA")) {
                return new JobFailedException("There are no Parquet files in " + named(input), e);
            }
        }
        if (e instanceof RuntimeException runtime
                && (e instanceof IllegalArgumentException || e instanceof JobFailedException)) {
            return runtime;
        }
        return new JobFailedException("Cannot read " + named(input) + " as Parquet: " + firstLine(rootCause(e)), e);
    }

    /** The paths of an input, or the first and how many there are. */
    private static String named(InputOptions input) {
        List<String> paths = input.paths();
        return paths.size() <= MAX_NAMED
                ? String.join(", ", paths)
                : paths.get(0) + " and " + (paths.size() - 1) + " others";
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** The part of a path before Hive partitions, {@code method=lrp}, which then become columns; empty if there are none. */
    public static String basePath(String path) {
        String[] parts = path.split("/", -1);
        StringBuilder base = new StringBuilder();
        for (String part : parts) {
            if (part.contains("=")) {
                return base.length() == 0 ? "." : base.toString();
            }
            if (part.matches(".*[*?\\[{].*")) {
                return "";
            }
            base.append(part).append('/');
        }
        return "";
    }
}
