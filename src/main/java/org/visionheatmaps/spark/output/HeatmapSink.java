package org.visionheatmaps.spark.output;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.parquet.FooterRewriter;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.sink.ImageFeatures;
import org.visionheatmaps.sink.ImageSource;
import org.visionheatmaps.sink.PngSource;
import org.visionheatmaps.sink.WebDatasetSource;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.input.source.InputSource;
import org.visionheatmaps.spark.input.source.PartitionTypes;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;

/**
 * Writes heatmap rows where an output wants them. Drawing and checking come before a table is touched: rows of a table are staged as
 * Parquet, and given to it in one commit.
 *
 * @param output where they go
 */
public record HeatmapSink(OutputOptions output) {
    /** Compressing a PNG again, or looking for two that are equal, is work for nothing. */
    private static final Map<String, String> OF_PNG =
            Map.of("compression", "uncompressed", "parquet.enable.dictionary#heatmap.bytes", "false");

    /**
     * Times of sidecars, whatever the session says: microseconds, with the offset where the column has a zone. The patterns mean the same
     * to both of Spark's formatters ({@code spark.sql.legacy.timeParserPolicy}), and Python's {@code fromisoformat} reads them.
     */
    private static final Map<String, String> JSON = Map.of(
            "timeZone", "UTC",
            "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'",
            "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
            "dateFormat", "yyyy-MM-dd");

    private static final String ROWS = "rows";

    /**
     * Fails before anything is drawn if the output could not be written.
     *
     * @throws IllegalArgumentException if the format is unknown
     * @throws JobFailedException if the output exists, and nothing was said of that
     */
    public void check(SparkSession spark, StagedOutput staged) throws IOException {
        output.format().requireKnown();
        if (output.mode() != OutputOptions.Mode.ERROR) {
            return;
        }
        boolean exists = staged.targetExists();
        String what = "The " + (output.table().isPresent() ? "report's folder " : "output ") + staged.target();
        if (!exists && output.table().isPresent()) {
            OutputOptions.Table table = output.table().get();
            what = "The table " + table.name();
            exists = exists(spark, table);
        }
        if (exists) {
            throw new JobFailedException(what + " exists already: choose another, or --mode overwrite or append");
        }
    }

    /** Whether there is a table. */
    public static boolean exists(SparkSession spark, OutputOptions.Table table) {
        try {
            return table.isFolder()
                    ? !StagedOutput.names(table.name(), spark.sparkContext().hadoopConfiguration())
                            .isEmpty()
                    : spark.catalog().tableExists(table.name());
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    /** Draws and stages. */
    public void write(Dataset<Row> heatmaps, StagedOutput staged) {
        if (output.table().isPresent()) {
            heatmaps.write().options(OF_PNG).parquet(staged.aside(ROWS).toString());
        } else if (output.format().equals(OutputFormat.PNG)) {
            pictures(heatmaps, staged);
        } else if (output.format().equals(OutputFormat.WEBDATASET)) {
            Column[] described = Arrays.stream(heatmaps.columns())
                    .filter(Predicate.not("heatmap"::equals))
                    .map(name -> heatmaps.col("`" + name.replace("`", "``") + "`"))
                    .toArray(Column[]::new);
            Column json = functions.to_json(functions.struct(described), JSON).as("json");
            files(heatmaps.select(heatmaps.col("heatmap"), json), WebDatasetSource.class, staged);
        } else {
            boolean isOfValues = output.format().equals(OutputFormat.VALUES);
            OutputFormat format = isOfValues ? OutputFormat.PARQUET : output.format();
            DataFrameWriter<Row> writer = heatmaps.write().format(format.name());
            if (output.format().equals(OutputFormat.PARQUET)) {
                writer.options(OF_PNG);
                if (output.viewer().isPresent() || isInPlace(staged, heatmaps.sparkSession())) {
                    writer.options(ImageFeatures.options(heatmaps.schema()));
                }
            }
            writer.options(output.writerOptions())
                    .partitionBy(partitions())
                    .mode("append")
                    .save(staged.data().toString());
        }
    }

    /** Whether footers can say which columns are images at no cost. */
    private static boolean isInPlace(StagedOutput staged, SparkSession spark) {
        try {
            return FooterRewriter.isInPlace(
                    staged.data().getFileSystem(spark.sparkContext().hadoopConfiguration()));
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private void pictures(Dataset<Row> heatmaps, StagedOutput staged) {
        if (output.viewer().isEmpty()) {
            files(heatmaps.select("heatmap"), PngSource.class, staged);
            return;
        }
        ViewerManifest manifest = new ViewerManifest(output.viewer().get());
        files(heatmaps.select(heatmaps.col("heatmap"), manifest.line(heatmaps, JSON)), PngSource.class, staged);
        try {
            manifest.write(heatmaps.sparkSession(), staged);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private void files(Dataset<Row> rows, Class<? extends ImageSource> source, StagedOutput staged) {
        rows.write()
                .format(source.getName())
                .options(output.writerOptions())
                .option(ImageSource.STAGED_IN, staged.staging().toString())
                .options(output.viewer().isPresent() ? Map.of(ImageSource.LINES_IN, ViewerManifest.LINES) : Map.of())
                .mode(output.mode() == OutputOptions.Mode.OVERWRITE ? "overwrite" : "append")
                .save(staged.target().toString());
    }

    /**
     * Gives staged rows to the table, if there is one, once the run is known to be good.
     *
     * @param carried columns of the input that the rows have
     * @param batch whose rows they are, so that they are given once; null if that does not matter
     */
    public void deliver(JobSession session, StagedOutput staged, List<StructField> carried, FileBatch.Name batch) {
        if (output.table().isEmpty()) {
            return;
        }
        OutputOptions.Table table = output.table().get();
        Map<String, String> options = new TreeMap<>(output.writerOptions());
        if (batch != null) {
            TableMark mark = new TableMark(table, output.format(), batch);
            if (mark.isThere(session.spark())) {
                return;
            }
            options.putAll(mark.options());
        }
        InputSource source = InputSource.DEFAULT.withPartitionTypes(folderTypes(carried));
        InputFiles rows = InputFiles.open(
                session, InputOptions.of(staged.aside(ROWS).toString()).withSource(source));
        DataFrameWriter<Row> writer = rows.table()
                .write()
                .format(output.format().name())
                .options(options)
                .partitionBy(partitions())
                .mode(
                        switch (output.mode()) {
                            case ERROR -> "errorifexists";
                            case OVERWRITE -> "overwrite";
                            case APPEND -> "append";
                        });
        if (table.isFolder()) {
            writer.save(table.name());
        } else {
            writer.saveAsTable(table.name());
        }
    }

    /** The types of the columns in the names of folders: those that rows had. */
    private PartitionTypes folderTypes(List<StructField> carried) {
        StructType types = new StructType();
        for (StructField field : HeatmapRows.schema(carried, output).fields()) {
            if (List.of(partitions()).contains(field.name())) {
                types = types.add(field.name(), field.dataType());
            }
        }
        return new PartitionTypes(false, types.toDDL());
    }

    private String[] partitions() {
        List<String> columns = output.partitionBy();
        return columns.stream()
                .map(column -> HeatmapRows.outputName(column, output))
                .toArray(String[]::new);
    }
}
