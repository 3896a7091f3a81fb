package org.visionheatmaps.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.text.NearestName;

/**
 * A call of {@code save} in any mode. Of sources with Spark's newer interface of writers, Spark takes but two modes; so it gives a save
 * to the older interface ({@link ImageSource#createRelation}), which settles the mode and the columns of {@code partitionBy} here, and
 * writes by the newer one.
 *
 * @param source the class that is the format
 * @param mode what happens if there is something already
 * @param options as given
 */
record FolderSave(Class<? extends ImageSource> source, SaveMode mode, Map<String, String> options) {
    private static final Logger LOG = LogManager.getLogger(FolderSave.class);

    /**
     * Writes rows.
     *
     * @throws IllegalArgumentException if the mode does not allow it, or options or columns cannot be
     */
    void write(Dataset<Row> rows) {
        String target = options.get(SourceOptions.PATH);
        if (target == null) {
            throw new IllegalArgumentException("A folder is needed: save(folder), or the option path");
        }
        boolean mustBeNew = mode == SaveMode.ErrorIfExists || mode == SaveMode.Ignore;
        StreamMark mark = StreamMark.of(options).orElse(null);
        if (mustBeNew && mark != null) {
            throw new IllegalArgumentException("Batches of a stream need the mode append, or overwrite, but it is "
                    + mode.name().toLowerCase(Locale.ROOT));
        }
        Dataset<Row> files = inFolders(rows);
        ImageColumns.of(files.schema());
        String series = mark == null ? "" : mark.stream();
        try (StagedOutput output = StagedOutput.open(target, series, SourceOptions.configuration(options))) {
            if (mark != null && mark.isIn(output)) {
                LOG.info("The output {} has batch {} of {} already", target, mark.batch(), mark.stream());
                return;
            }
            if (mustBeNew && output.targetExists()) {
                if (mode == SaveMode.Ignore) {
                    return;
                }
                throw new IllegalArgumentException("The output " + output.target()
                        + " exists: name another folder, or choose mode append (files are added) or overwrite (they"
                        + " replace all that is there); this one is errorifexists");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into the output " + target + ": " + e.getMessage(), e);
        }
        Publishing publishing =
                mustBeNew ? Publishing.NEW : mode == SaveMode.Overwrite ? Publishing.REPLACING : Publishing.ADDING;
        files.write()
                .format(source.getName())
                .options(options)
                .option(SourceOptions.PUBLISH, publishing.name())
                .mode(publishing == Publishing.REPLACING ? SaveMode.Overwrite : SaveMode.Append)
                .save();
    }

    /** With the folders of {@code partitionBy} before the paths, named as {@code render --partition-by} names them. */
    private Dataset<Row> inFolders(Dataset<Row> rows) {
        List<String> partitions = partitions();
        if (partitions.isEmpty()) {
            return rows;
        }
        StructType schema = rows.schema();
        ImageColumns columns = ImageColumns.of(schema);
        String holder = columns.struct() < 0 ? "" : quoted(schema.fieldNames()[columns.struct()]) + ".";
        List<Column> parts = new ArrayList<>();
        for (String partition : partitions) {
            String name = resolved(partition, schema.fieldNames());
            UDF1<String, String> folder = value -> OutputName.ofPartition(name, value) + "/";
            parts.add(functions
                    .udf(folder, DataTypes.StringType)
                    .apply(rows.col(quoted(name)).cast(DataTypes.StringType)));
        }
        parts.add(rows.col(holder + "path"));
        List<Column> written = new ArrayList<>(List.of(
                rows.col(holder + "bytes").as("bytes"),
                functions.concat(parts.toArray(Column[]::new)).as("path")));
        if (columns.json() >= 0) {
            written.add(rows.col("json"));
        }
        return rows.select(written.toArray(Column[]::new));
    }

    private List<String> partitions() {
        String columns = options.get(SourceOptions.PARTITION_COLUMNS);
        try {
            return columns == null ? List.of() : Arrays.asList(new ObjectMapper().readValue(columns, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Spark's list of columns to partition by is no list: " + columns, e);
        }
    }

    private static String resolved(String partition, String... names) {
        return Arrays.stream(names)
                .filter(partition::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("partitionBy needs columns of the rows, but there is no '"
                                + partition + "'" + NearestName.hint(partition, Arrays.asList(names))));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
