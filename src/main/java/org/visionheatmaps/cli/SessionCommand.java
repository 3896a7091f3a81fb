package org.visionheatmaps.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;

/** A command that can run in a session that is there already, where it says nothing and gives what it found. */
interface SessionCommand<R> extends Callable<Integer> {
    /** Runs once, with the arguments that were parsed. */
    R runIn(SparkSession session) throws IOException;
}
