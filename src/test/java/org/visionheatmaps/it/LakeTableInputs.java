package org.visionheatmaps.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.input.source.InputSource;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;

/** Draws from tables whose rows were updated and deleted, of older versions, in partitions, by folder, name, query and over JDBC. */
final class LakeTableInputs {
    /** What is printed: of each input, ids and grey levels. */
    static final List<String> EXPECTED = List.of(
            "drawn delta folder {a=11, c=30}",
            "drawn delta version 0 {a=10, b=20, c=30}",
            "drawn delta partition refused",
            "drawn delta query {c=30}",
            "drawn iceberg folder {a=10, c=30, d=40}",
            "drawn iceberg name {a=10, c=30, d=40}",
            "drawn iceberg version {a=10, b=20, c=30}",
            "drawn view {c/3=30}",
            "drawn temporary view {a=12}",
            "drawn jdbc {a=10, b=20}",
            "drawn into partitions [001]");

    private static final String GREYS =
            "SumReduction() |> RangeColormap([\"#000000\", \"#ffffff\"], 0, 255) |> FlipImage()";
    private static final String FIRST =
            "SELECT * FROM VALUES ('a', 1, 10f), ('b', 2, 20f), ('c', 3, 30f) AS t(id, fold, grey)";

    private final SparkSession spark;
    private final String folder;
    private int outputs;

    LakeTableInputs(SparkSession spark, String folder) {
        this.spark = spark;
        this.folder = folder;
    }

    void draw() throws Exception {
        drawDelta();
        drawIceberg();
        drawViews();
        drawJdbc();
        drawIntoPartitions();
    }

    private static String rows(String values) {
        return "SELECT id, fold, array_repeat(grey, 6) AS attribution FROM (" + values + ")";
    }

    private void drawDelta() {
        String table = folder + "/delta-input";
        spark.sql(rows(FIRST)).write().format("delta").partitionBy("fold").save(table);
        spark.sql("UPDATE delta.`" + table + "` SET attribution = array_repeat(11f, 6) WHERE id = 'a'");
        spark.sql("DELETE FROM delta.`" + table + "` WHERE id = 'b'");
        InputOptions whole = InputOptions.of(table);
        say("delta folder", whole);
        InputSource first = InputSource.DEFAULT.withFormat("delta").withReaderOptions(Map.of("versionAsOf", "0"));
        say("delta version 0", whole.withSource(first));
        try {
            say("delta partition", InputOptions.of(table + "/fold=1"));
        } catch (JobFailedException refused) {
            System.out.println(
                    "drawn delta partition " + (refused.getMessage().contains("Delta table") ? "refused" : refused));
        }
        say("delta query", query("SELECT * FROM delta.`" + table + "` WHERE fold = 3"));
    }

    private void drawIceberg() {
        spark.sql("CREATE TABLE lake.db.attributions USING iceberg PARTITIONED BY (fold) AS " + rows(FIRST));
        String snapshot = spark.sql("SELECT snapshot_id FROM lake.db.attributions.snapshots")
                .head()
                .get(0)
                .toString();
        spark.sql("DELETE FROM lake.db.attributions WHERE id = 'b'");
        spark.sql(
                "INSERT INTO lake.db.attributions " + rows("SELECT * FROM VALUES ('d', 4, 40f) AS t(id, fold, grey)"));
        say("iceberg folder", InputOptions.of(folder + "/warehouse/db/attributions"));
        say("iceberg name", InputOptions.of(InputSource.DEFAULT.withTable("lake.db.attributions"), List.of()));
        say("iceberg version", query("SELECT * FROM lake.db.attributions VERSION AS OF " + snapshot));
    }

    private void drawViews() {
        spark.sql("CREATE VIEW default.folds AS SELECT concat_ws('/', id, fold) AS id, attribution FROM delta.`"
                + folder + "/delta-input` WHERE fold > 1");
        say("view", InputOptions.of(InputSource.DEFAULT.withTable("default.folds"), List.of()));
        spark.sql(rows("SELECT 'a' AS id, 1 AS fold, 12f AS grey")).createOrReplaceTempView("of_the_caller");
        say("temporary view", query("SELECT * FROM of_the_caller"));
    }

    private void drawJdbc() throws Exception {
        String url = "jdbc:h2:mem:lake;DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(url)) {
            connection
                    .createStatement()
                    .execute("CREATE TABLE attributions (\"id\" VARCHAR(10), \"attribution\" VARBINARY(1000))");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO attributions VALUES (?, ?)")) {
                for (int k = 1; k <= 2; k++) {
                    ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
                    for (int i = 0; i < 6; i++) {
                        bytes.putFloat(10f * k);
                    }
                    insert.setString(1, k == 1 ? "a" : "b");
                    insert.setBytes(2, bytes.array());
                    insert.execute();
                }
            }
        }
        InputSource source = InputSource.DEFAULT
                .withFormat("jdbc")
                .withReaderOptions(Map.of("url", url, "dbtable", "attributions", "driver", "org.h2.Driver"));
        say("jdbc", InputOptions.of(source, List.of()));
    }

    /** A text that looks like a number stays one in a table's partitions. */
    private void drawIntoPartitions() {
        OutputOptions.Table table = new OutputOptions.Table(folder + "/delta-output", true);
        new RenderJob(
                        query("SELECT id, '001' AS run, attribution FROM delta.`" + folder + "/delta-input`")
                                .withShape(List.of(1, 2, 3)),
                        Pipeline.parse(GREYS),
                        OutputOptions.of(table, new OutputFormat("delta"), folder + "/delta-output.report")
                                .withPartitionBy(List.of("run")),
                        RenderOptions.DEFAULT)
                .run(spark, Progress.NONE);
        System.out.println("drawn into partitions "
                + spark.read()
                        .format("delta")
                        .load(table.name())
                        .select("run")
                        .distinct()
                        .as(Encoders.STRING())
                        .collectAsList());
    }

    private static InputOptions query(String sql) {
        return InputOptions.of(InputSource.DEFAULT.withQuery(sql), List.of());
    }

    /** Draws one channel of 2×3, and says the level of the first pixel of each row. */
    private void say(String name, InputOptions input) {
        String output = folder + "/drawn-" + outputs++;
        new RenderJob(
                        input.withShape(List.of(1, 2, 3)),
                        Pipeline.parse(GREYS),
                        OutputOptions.of(output, OutputFormat.PARQUET),
                        RenderOptions.DEFAULT)
                .run(spark, Progress.NONE);
        SortedMap<String, Integer> greys = new TreeMap<>();
        for (Row row :
                spark.read().parquet(output).selectExpr("id", "heatmap.bytes").collectAsList()) {
            try {
                greys.put(row.getString(0), Pixels.decode(row.<byte[]>getAs(1)).rgb()[0] & 0xFF);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        System.out.println("drawn " + name + " " + greys);
    }
}
