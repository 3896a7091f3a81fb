package org.visionheatmaps.spark.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;
import scala.collection.Iterator;

/**
 * The session of a job. It has the caller's settings, catalog and database, except for what could lose rows or change values; what the
 * job sets in it does not reach the caller. Spark has no public way to copy temporary views and functions: views are looked up in the caller's session
 * ({@link #table}), and a predicate cannot use temporary functions.
 *
 * @param spark the job's own
 * @param caller the session that the job was given
 */
public record JobSession(SparkSession spark, SparkSession caller) {
    /**
     * A damaged or missing file fails the job, and Parquet files have their positions of rows in {@code _metadata}. Timestamps are read
     * and written with or without a zone as they are declared, in microseconds and the proleptic Gregorian calendar, and lists, maps and
     * decimals as the Parquet format has them: INT96 has neither zone nor years beyond 2262 where others read it.
     */
    private static final Map<String, String> REQUIRED = Map.ofEntries(
            Map.entry("spark.sql.files.ignoreCorruptFiles", "false"),
            Map.entry("spark.sql.files.ignoreMissingFiles", "false"),
            Map.entry("spark.sql.columnNameOfCorruptRecord", "_corrupt_record"),
            Map.entry("spark.sql.sources.useV1SourceList", "avro,csv,json,kafka,orc,parquet,text"),
            Map.entry("spark.sql.parquet.inferTimestampNTZ.enabled", "true"),
            Map.entry("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS"),
            Map.entry("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED"),
            Map.entry("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED"),
            Map.entry("spark.sql.parquet.writeLegacyFormat", "false"));

    /** A new session beside the caller's. */
    public static JobSession of(SparkSession caller) {
        SparkSession own = caller.newSession();
        Map<String, String> wanted = settings(caller);
        Map<String, String> present = settings(own);
        wanted.forEach((key, value) -> {
            if (!value.equals(present.get(key))) {
                own.conf().set(key, value);
            }
        });
        present.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(own.conf()::unset);
        REQUIRED.forEach(own.conf()::set);
        // Setting them starts Spark's parser, even if nothing changes.
        String catalog = caller.catalog().currentCatalog();
        if (!catalog.equals(own.catalog().currentCatalog())) {
            own.catalog().setCurrentCatalog(catalog);
        }
        String database = caller.catalog().currentDatabase();
        if (!database.equals(own.catalog().currentDatabase())) {
            own.catalog().setCurrentDatabase(database);
        }
        return new JobSession(own, caller);
    }

    private static Map<String, String> settings(SparkSession session) {
        Map<String, String> settings = new TreeMap<>();
        Iterator<Tuple2<String, String>> all = session.conf().getAll().iterator();
        while (all.hasNext()) {
            Tuple2<String, String> setting = all.next();
            settings.put(setting._1(), setting._2());
        }
        return settings;
    }

    /** A table or view by name; temporary views are the caller's. */
    public Dataset<Row> table(String name) {
        return spark.catalog().tableExists(name) ? spark.table(name) : own(caller.table(name));
    }

    /** Rows of the caller's session as rows of this one: views of all sessions are the public way between the two. */
    private Dataset<Row> own(Dataset<Row> rows) {
        String view = "vision_heatmaps_" + UUID.randomUUID().toString().replace("-", "");
        rows.createOrReplaceGlobalTempView(view);
        try {
            return spark.table("global_temp." + view);
        } finally {
            caller.catalog().dropGlobalTempView(view);
        }
    }

    /** The rows of a query; one that reads the caller's temporary views is the caller's. */
    public Dataset<Row> query(String sql) {
        try {
            return spark.sql(sql);
        } catch (Exception e) {
            // Spark's AnalysisException is checked in Java's eyes but not declared.
            return own(caller.sql(sql));
        }
    }

    /** Lets the caller's session see what was written to a table: it may have the table's files listed. */
    public void refresh(String table) {
        caller.catalog().refreshTable(table);
    }

    /** Sets an option of Spark's readers for this job alone. */
    public void set(String key, String value) {
        spark.conf().set(key, value);
    }
}
