package org.visionheatmaps.spark;

import org.apache.spark.sql.SparkSession;

/** One embedded Spark for all tests of a JVM. */
public final class SparkTestSession {
    private SparkTestSession() {}

    /** The session; two cores unless a test stops it and makes its own. */
    public static SparkSession get() {
        return SparkSession.builder()
                .appName("tests")
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "4")
                .getOrCreate();
    }
}
