package org.visionheatmaps.spark;

import org.apache.spark.sql.SparkSession;

/** One embedded Spark for all tests of a JVM. */
public final class SparkTestSession {
    private SparkTestSession() {}

    /**
     * The session; two cores unless a test stops it and makes its own. It generates no code, whose compiling is a fifth of the time of jobs
     * over few rows; integration tests, which start commands, have Spark's own settings.
     */
    public static SparkSession get() {
        return SparkSession.builder()
                .appName("tests")
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .getOrCreate();
    }
}
