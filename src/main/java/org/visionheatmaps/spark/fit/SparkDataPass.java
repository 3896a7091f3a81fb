package org.visionheatmaps.spark.fit;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Encoders;
import org.visionheatmaps.pipeline.DataPass;
import org.visionheatmaps.pipeline.FitPass;
import org.visionheatmaps.pipeline.PartialCounts;
import org.visionheatmaps.spark.input.InputCheck;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowPartitioner;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Monitor;
import org.visionheatmaps.spark.run.TallyAccumulator;

/**
 * Shows Spark's rows to a pass. Each task gives its counts as bytes; they merge as a tree on the executors, and the driver gets few,
 * however many tasks there are.
 *
 * @param context of the session
 * @param elements the rows, of the columns that a fit needs
 * @param reading how rows become elements
 * @param check settles that each pass has read all rows
 * @param monitor receives the stage
 * @param rows of the input, or -1
 */
record SparkDataPass(
        JavaSparkContext context,
        RowPartitioner elements,
        ReaderConfig reading,
        InputCheck check,
        Monitor monitor,
        long rows)
        implements DataPass {
    /** The counts that one task, or the driver, merges at a level of the tree. */
    private static final int MERGED_AT_ONCE = 16;

    @Override
    public PartialCounts run(FitPass pass) {
        monitor.stage("fit " + pass.number() + "/" + pass.most(), rows);
        JavaSerialized<FitPass> serialized = JavaSerialized.of(context, pass);
        PartialCounts sum = pass.begin();
        TallyAccumulator tallies = new TallyAccumulator();
        context.sc().register(tallies, "fit");
        try {
            JavaRDD<byte[]> parts = elements.rows()
                    .mapPartitions(new FitTask(serialized, reading, tallies), Encoders.BINARY())
                    .javaRDD();
            int tasks = parts.getNumPartitions();
            if (tasks > 0) {
                sum.add(parts.treeReduce((a, b) -> merge(serialized, a, b), depth(tasks)));
            }
            check.requireRead(tallies.sum());
            return sum;
        } finally {
            serialized.bytes().destroy();
        }
    }

    private static int depth(int tasks) {
        return Math.max(2, (int) Math.ceil(Math.log(tasks) / Math.log(MERGED_AT_ONCE)));
    }

    private static byte[] merge(JavaSerialized<FitPass> pass, byte[] a, byte[] b) throws Exception {
        PartialCounts sum = pass.value(FitPass.class).begin();
        try {
            sum.add(a);
            sum.add(b);
        } catch (IllegalArgumentException e) {
            throw new JobFailedException(e.getMessage(), e);
        }
        return sum.encode();
    }
}
