package org.visionheatmaps.cli.config;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Opens a session of Spark 4 by its own class. {@code SparkSession.builder()} looks for that class with Scala's reflection, whose start
 * takes a tenth of a short command's time. Rows between Spark and Java need that reflection, too, but later: it starts beside the
 * session.
 */
final class ClassicSession {
    private static final String CLASS = "org.apache.spark.sql.classic.SparkSession";

    private ClassicSession() {}

    /** Whether this Spark has the class: Spark 3.5 has but one kind of session. */
    static boolean isThere() {
        try {
            Class.forName(CLASS, false, ClassicSession.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static SparkSession open(SparkConf conf) {
        Thread reflection = new Thread(ClassicSession::startReflection, "scala-reflection");
        reflection.setDaemon(true);
        reflection.start();
        return OfSpark.open(conf);
    }

    /** What Scala calls {@code scala.reflect.runtime.universe}. */
    private static void startReflection() {
        try {
            Class<?> runtime = Class.forName("scala.reflect.runtime.package$");
            runtime.getMethod("universe").invoke(runtime.getField("MODULE$").get(null));
        } catch (ReflectiveOperationException ignored) {
            // Then it starts when it is needed.
        }
    }

    /** Loaded where Spark has the class. */
    private static final class OfSpark {
        static SparkSession open(SparkConf conf) {
            return org.apache.spark.sql.classic.SparkSession.builder()
                    .config(conf)
                    .getOrCreate();
        }
    }
}
